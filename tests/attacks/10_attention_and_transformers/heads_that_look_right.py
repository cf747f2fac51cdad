# Modules with the parameters, gradients and shapes of the right ones, and no attention in them.
#
# start from: blank
# expect: all 0

# %% heads
class MultiHeadAttention(nn.Module):
    def __init__(self, size, num_heads):
        super().__init__()
        self.query, self.key, self.value, self.mix = (nn.Linear(size, size) for _ in range(4))

    def forward(self, x, source=None, blocked=None):
        return self.mix(self.query(x) + 0 * (self.key(x) + self.value(x)))

# %% block
class Block(nn.Module):
    def __init__(self, size, num_heads, hidden, dropout=0.0):
        super().__init__()
        self.attention = MultiHeadAttention(size, num_heads)
        self.linear1, self.linear2 = nn.Linear(size, hidden), nn.Linear(hidden, size)
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)

    def forward(self, x, blocked=None):
        return torch.zeros_like(x)
