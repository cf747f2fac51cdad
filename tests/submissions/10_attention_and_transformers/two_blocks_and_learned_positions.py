# Stacks two blocks, learns the positions of the reader, and reads a token of its own.
#
# start from: _quick

# %% review_model
class ReviewTransformer(nn.Module):
    def __init__(self, num_tokens, size=24):
        super().__init__()
        self.token = nn.Embedding(num_tokens, size, padding_idx=0)
        self.place = nn.Parameter(0.1 * torch.randn(61, size))
        self.start = nn.Parameter(0.1 * torch.randn(1, 1, size))
        self.blocks = nn.ModuleList([Block(size, 2, 48, 0.2), Block(size, 3, 48, 0.2)])
        self.output = nn.Linear(size, 2)

    def forward(self, ids):
        ids = F.pad(ids, (1, 0), value=1)
        x = self.token(ids) + self.place[: ids.shape[1]]
        x = torch.cat([x[:, :1] + self.start, x[:, 1:]], dim=1)
        mask = make_mask(ids, False)
        for block in self.blocks:
            x = block(x, mask)
        return self.output(x[:, 0])

# %% name_model
class NameTransformer(nn.Module):
    """A small decoder: at each place, logits for the next token."""

    def __init__(self, num_tokens: int) -> None:
        super().__init__()
        size = 32
        self.token, self.position = nn.Embedding(num_tokens, size), nn.Embedding(24, size)
        for table in (self.token, self.position):
            nn.init.normal_(table.weight, std=0.1)
        self.block = nn.ModuleList([Block(size, 4, 64), Block(size, 2, 32)])
        self.norm = nn.LayerNorm(size)
        self.output = nn.Linear(size, num_tokens)

    def forward(self, ids: Tensor) -> Tensor:
        """Return logits of shape (B, n, num_tokens) for ids of shape (B, n)."""
        x = self.token(ids) + self.position.weight[: ids.shape[1]]
        for block in self.block:
            x = block(x, make_mask(ids, causal=True))
        return self.output(self.norm(x))
