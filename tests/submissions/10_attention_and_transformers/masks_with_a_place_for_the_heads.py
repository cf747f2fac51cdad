# Hands over masks that have a dimension for the heads.
#
# start from: _quick

# %% review_model
class ReviewTransformer(nn.Module):
    """A small Transformer that gives two logits for each text."""

    def __init__(self, num_tokens: int) -> None:
        super().__init__()
        size = 32
        self.token = nn.Embedding(num_tokens, size)
        nn.init.normal_(self.token.weight, std=0.1)
        self.register_buffer("position", 0.1 * sinusoids(60, size))
        self.block = Block(size, 4, 64, dropout=0.3)
        self.dropout = nn.Dropout(0.3)
        self.output = nn.Linear(size, 2)

    def forward(self, ids: Tensor) -> Tensor:
        """Return logits of shape (B, 2) for ids of shape (B, n)."""
        x = self.dropout(self.token(ids) + self.position[: ids.shape[1]])
        x = self.block(x, (ids == 0)[:, None, None])
        real = (ids != 0)[:, :, None]
        return self.output(self.dropout((x * real).sum(dim=1) / real.sum(dim=1)))

# %% name_model
class NameTransformer(nn.Module):
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
        x = self.block(x, make_mask(ids, causal=True)[:, None])
        return self.output(self.norm(x))
