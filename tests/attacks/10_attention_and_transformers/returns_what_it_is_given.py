# Every function returns its first argument, and every module what comes in.
#
# start from: blank
# expect: all 0

# %% attention
def attention(first, *others, **settings):
    return first

# %% positions
def sinusoids(first, *others, **settings):
    return first

# %% masks
def make_mask(first, *others, **settings):
    return first

# %% name_loss
def next_token_loss(first, *others, **settings):
    return first

# %% sampling
def write_name(first, *others, **settings):
    return first

# %% heads
class MultiHeadAttention(nn.Module):
    def __init__(self, size, num_heads):
        super().__init__()
        self.query, self.key, self.value, self.mix = (nn.Linear(size, size) for _ in range(4))

    def forward(self, x, source=None, blocked=None):
        return x

# %% block
class Block(nn.Module):
    def __init__(self, size, num_heads, hidden, dropout=0.0):
        super().__init__()
        self.attention = nn.Identity()
        self.linear1, self.linear2 = nn.Linear(size, hidden), nn.Linear(hidden, size)
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)

    def forward(self, x, blocked=None):
        return x
