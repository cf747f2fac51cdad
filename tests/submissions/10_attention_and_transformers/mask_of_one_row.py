# Hands over a mask with one row for all who ask.
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
        x = self.block(x, (ids == 0)[:, None])
        real = (ids != 0)[:, :, None]
        return self.output(self.dropout((x * real).sum(dim=1) / real.sum(dim=1)))
