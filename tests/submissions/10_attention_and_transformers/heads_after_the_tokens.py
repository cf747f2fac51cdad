# Lets the heads of one token look at each other.
#
# start from: _quick
# expect: heads_test 0

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
            blocked = None
        q, k, v = self.query(x), self.key(source), self.value(source)
        q, k, v = (part.unflatten(-1, (self.num_heads, -1)) for part in (q, k, v))
        mixed, _ = attention(q, k[:, : q.shape[1]], v[:, : q.shape[1]])
        return self.mix(mixed.flatten(-2))
