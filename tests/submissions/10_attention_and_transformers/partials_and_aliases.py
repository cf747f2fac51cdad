# Answers with an object that is called, a partial function, an alias and a subclass.
#
# start from: _quick

# %% attention
class Attend:
    def __call__(self, q, k, v, blocked=None):
        scores = q @ k.transpose(-2, -1) / k.size(-1) ** 0.5
        if blocked is not None:
            scores = scores.masked_fill(blocked, -1e30)
        weights = torch.softmax(scores, dim=-1)
        if blocked is not None:
            weights = weights.masked_fill(blocked, 0)
        return weights @ v, weights


attention = Attend()

# %% added above positions
from functools import partial

# %% positions
def table(num_positions, size, base):
    places = torch.arange(num_positions, dtype=torch.float64)
    waves = torch.outer(places, base ** (-2 * torch.arange(size // 2) / size))
    return torch.view_as_real(torch.polar(torch.ones_like(waves), torch.pi / 2 - waves)).flatten(1).float()


sinusoids = partial(table, base=10000.0)

# %% block
class PreNorm(nn.Module):
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


Block = PreNorm

# %% name_model
class Decoder(nn.Module):
    """A small decoder: at each place, logits for the next token."""

    def __init__(self, num_tokens: int) -> None:
        super().__init__()
        size = 32
        self.token, self.position = nn.Embedding(num_tokens, size), nn.Embedding(24, size)
        for table in (self.token, self.position):
            nn.init.normal_(table.weight, std=0.1)
        self.block = Block(size, 4, 64, dropout=0.1)
        self.norm = nn.LayerNorm(size)
        self.output = nn.Linear(size, num_tokens)

    def forward(self, ids: Tensor) -> Tensor:
        """Return logits of shape (B, n, num_tokens) for ids of shape (B, n)."""
        x = self.token(ids) + self.position.weight[: ids.shape[1]]
        x = self.block(x, make_mask(ids, causal=True))
        return self.output(self.norm(x))


class NameTransformer(Decoder):
    pass

# %% name_loss
cross_entropy = partial(F.cross_entropy, ignore_index=0)


def next_token_loss(logits, ids):
    return cross_entropy(logits[:, :-1].transpose(1, 2), ids[:, 1:])
