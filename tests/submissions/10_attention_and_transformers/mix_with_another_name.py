# Calls the last layer `out`.
#
# start from: _quick
# expect: heads_test 0
# says: no 'mix

# %% heads
class MultiHeadAttention(nn.Module):
    """Attention with several heads, between the tokens of one sequence or from one sequence to another."""

    def __init__(self, size: int, num_heads: int) -> None:
        super().__init__()
        self.num_heads = num_heads
        self.query = nn.Linear(size, size)
        self.key = nn.Linear(size, size)
        self.value = nn.Linear(size, size)
        self.out = nn.Linear(size, size)

    def forward(self, x: Tensor, source: Tensor | None = None, blocked: Tensor | None = None) -> Tensor:
        """Return one vector for each token of x, shape (B, n, size)."""
        source = x if source is None else source
        if blocked is not None and blocked.ndim == 3:
            blocked = blocked[:, None]
        q, k, v = self.query(x), self.key(source), self.value(source)
        q, k, v = (part.unflatten(-1, (self.num_heads, -1)).transpose(1, 2) for part in (q, k, v))
        mixed, _ = attention(q, k, v, blocked)
        return self.out(mixed.transpose(1, 2).flatten(-2))
