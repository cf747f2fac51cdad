# Multiplies by the positions, and has no block.
#
# start from: _quick
# expect: review_model_test 0
# says: no Block

# %% review_model
class ReviewTransformer(nn.Module):
    def __init__(self, num_tokens: int) -> None:
        super().__init__()
        self.token = nn.Embedding(num_tokens, 32)
        self.places = nn.Parameter(0.1 * torch.randn(60, 32))
        self.output = nn.Linear(32, 2)

    def forward(self, ids: Tensor) -> Tensor:
        x = self.token(ids) * (1 + self.places[: ids.shape[1]])
        real = (ids != 0)[:, :, None]
        return self.output((x * real).sum(dim=1) / real.sum(dim=1))
