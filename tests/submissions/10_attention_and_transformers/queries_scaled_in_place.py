# Divides the caller's queries.
#
# start from: _quick
# expect: attention_test 2.625

# %% attention
def attention(q: Tensor, k: Tensor, v: Tensor, blocked: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Return the weighted means of the values (..., n, e), and the weights (..., n, m)."""
    q /= math.sqrt(q.shape[-1])
    scores = q @ k.transpose(-2, -1)
    if blocked is None:
        weights = scores.softmax(dim=-1)
    else:
        blocked = blocked.expand(scores.shape)
        nowhere = blocked.all(dim=-1, keepdim=True)
        scores = scores.masked_fill(blocked, -math.inf).masked_fill(nowhere, 0.0)
        weights = scores.softmax(dim=-1).masked_fill(blocked, 0.0)
    return weights @ v, weights
