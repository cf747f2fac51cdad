# Writes the softmax out and forgets to subtract the maximum.
#
# start from: _quick
# expect: attention_test 2.625

# %% attention
def attention(q: Tensor, k: Tensor, v: Tensor, blocked: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Return the weighted means of the values (..., n, e), and the weights (..., n, m)."""
    scores = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).exp()
    if blocked is not None:
        scores = scores * ~blocked
    weights = scores / scores.sum(dim=-1, keepdim=True).clamp(min=1e-30)
    return weights @ v, weights
