# Writes with a GRU.
#
# start from: _quick
# expect: name_model_test 0
# says: no Block

# %% name_model
class NameTransformer(nn.Module):
    def __init__(self, num_tokens: int) -> None:
        super().__init__()
        self.token = nn.Embedding(num_tokens, 32)
        self.gru = nn.GRU(32, 64, batch_first=True)
        self.output = nn.Linear(64, num_tokens)

    def forward(self, ids: Tensor) -> Tensor:
        return self.output(self.gru(self.token(ids))[0])
