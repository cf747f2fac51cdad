# Writes the softmax out, with the maximum taken away, and the positions with a loop.
#
# start from: _quick

# %% attention
def attention(q: Tensor, k: Tensor, v: Tensor, blocked: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Return the weighted means of the values (..., n, e), and the weights (..., n, m)."""
    scores = q @ k.mT / q.shape[-1] ** 0.5
    open_ = torch.ones_like(scores) if blocked is None else (~blocked).float().expand_as(scores)
    scores = scores - (scores - 1e30 * (1 - open_)).amax(dim=-1, keepdim=True).clamp(min=-1e20)
    powers = scores.clamp(max=0).exp() * open_
    weights = powers / powers.sum(dim=-1, keepdim=True).clamp(min=1e-20)
    return weights @ v, weights

# %% positions
def sinusoids(num_positions, size):
    table = torch.zeros(num_positions, size)
    for i in range(size // 2):
        angle = torch.arange(num_positions) / 10000 ** (2 * i / size)
        table[:, 2 * i], table[:, 2 * i + 1] = torch.sin(angle), torch.cos(angle)
    return table
