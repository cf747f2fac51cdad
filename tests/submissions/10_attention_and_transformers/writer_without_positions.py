# Adds no positions.
#
# start from: _quick
# expect: name_model_test 0.6667

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
        x = self.token(ids)
        x = self.block(x, make_mask(ids, causal=True))
        return self.output(self.norm(x))
