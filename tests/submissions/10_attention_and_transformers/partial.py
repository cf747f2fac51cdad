# Only attention, the heads and the positions are answered.
#
# start from: blank
# expect: all 0
# expect: attention_test 3
# expect: heads_test 3
# expect: positions_test 1

# %% attention
def attention(q: Tensor, k: Tensor, v: Tensor, blocked: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Return the weighted means of the values (..., n, e), and the weights (..., n, m)."""
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if blocked is None:
        weights = scores.softmax(dim=-1)
    else:
        blocked = blocked.expand(scores.shape)
        nowhere = blocked.all(dim=-1, keepdim=True)
        scores = scores.masked_fill(blocked, -math.inf).masked_fill(nowhere, 0.0)
        weights = scores.softmax(dim=-1).masked_fill(blocked, 0.0)
    return weights @ v, weights

# %% heads
class MultiHeadAttention(nn.Module):
    """Attention with several heads, between the tokens of one sequence or from one sequence to another."""

    def __init__(self, size: int, num_heads: int) -> None:
        super().__init__()
        self.num_heads = num_heads
        self.query = nn.Linear(size, size)
        self.key = nn.Linear(size, size)
        self.value = nn.Linear(size, size)
        self.mix = nn.Linear(size, size)

    def forward(self, x: Tensor, source: Tensor | None = None, blocked: Tensor | None = None) -> Tensor:
        """Return one vector for each token of x, shape (B, n, size)."""
        source = x if source is None else source
        if blocked is not None and blocked.ndim == 3:
            blocked = blocked[:, None]
        q, k, v = self.query(x), self.key(source), self.value(source)
        q, k, v = (part.unflatten(-1, (self.num_heads, -1)).transpose(1, 2) for part in (q, k, v))
        mixed, _ = attention(q, k, v, blocked)
        return self.mix(mixed.transpose(1, 2).flatten(-2))

# %% positions
def sinusoids(num_positions: int, size: int) -> Tensor:
    """Return one row of sines and cosines for each position, shape (num_positions, size)."""
    angles = torch.arange(num_positions)[:, None] * 10_000 ** (-torch.arange(0, size, 2) / size)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)
