# Keeps the MLP in a Sequential, under other names.
#
# start from: _quick
# expect: block_test 0
# says: no 'linear1

# %% block
class Block(nn.Module):
    """A Transformer block: attention and an MLP, each with a norm before it and a residual connection around it."""

    def __init__(self, size: int, num_heads: int, hidden: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.attention = MultiHeadAttention(size, num_heads)
        self.mlp = nn.Sequential(nn.Linear(size, hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden, size))
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, blocked: Tensor | None = None) -> Tensor:
        """Return one vector for each token of x, shape (B, n, size)."""
        x = x + self.dropout(self.attention(self.norm1(x), blocked=blocked))
        return x + self.dropout(self.mlp(self.norm2(x)))
