# Makes its blocks with a function, and keeps buffers in its layers.
#
# start from: _quick

# %% heads
class MultiHeadAttention(nn.Module):
    """Attention with several heads, between the tokens of one sequence or from one sequence to another."""

    def __init__(self, size: int, num_heads: int) -> None:
        super().__init__()
        self.num_heads = num_heads
        self.register_buffer("scale", torch.tensor(1.0))
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

# %% block
class OwnBlock(nn.Module):
    """A Transformer block: attention and an MLP, each with a norm before it and a residual connection around it."""

    def __init__(self, size: int, num_heads: int, hidden: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.attention = MultiHeadAttention(size, num_heads)
        self.linear1, self.linear2 = nn.Linear(size, hidden), nn.Linear(hidden, size)
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, blocked: Tensor | None = None) -> Tensor:
        """Return one vector for each token of x, shape (B, n, size)."""
        x = x + self.dropout(self.attention(self.norm1(x), blocked=blocked))
        inner = self.dropout(self.linear1(self.norm2(x)).relu())
        return x + self.dropout(self.linear2(inner))


def Block(*arguments, **settings):
    return OwnBlock(*arguments, **settings)
