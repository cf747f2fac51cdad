# Asks PyTorch's function before its own heads.
#
# start from: _quick
# expect: block_test 0
# says: scaled_dot_product_attention

# %% block
class Block(nn.Module):
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
        F.scaled_dot_product_attention(x, x, x)
        inner = self.dropout(self.linear1(self.norm2(x)).relu())
        return x + self.dropout(self.linear2(inner))
