# Sets blocked weights to 0 after the softmax, so that the others no longer add up to 1.
#
# start from: _quick
# expect: attention_test 0.75

# %% attention
def attention(q: Tensor, k: Tensor, v: Tensor, blocked: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Return the weighted means of the values (..., n, e), and the weights (..., n, m)."""
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if blocked is None:
        weights = scores.softmax(dim=-1)
    else:
        blocked = blocked.expand(scores.shape)
        nowhere = blocked.all(dim=-1, keepdim=True)
        scores = scores
        weights = scores.softmax(dim=-1).masked_fill(blocked, 0.0)
    return weights @ v, weights
