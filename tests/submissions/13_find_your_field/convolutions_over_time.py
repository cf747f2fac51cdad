# A convolutional network over filled readings and a mask, in a class; one field after the other would do as well.
#
# start from: _quick
# expect: competition_test 3..6

# %% training
training.set_seed(13)
like = fields["train"].columns


def known(columns):
    return torch.tensor(np.stack([~np.isnan(columns[f"reading_{n}"]) for n in range(1, 13)], axis=1)).float()


def series(columns):
    rows = network_inputs(columns, like)
    rest = rows[:, None, 12:].expand(-1, 12, -1)
    return torch.cat([rows[:, :12, None], known(columns)[..., None], rest], dim=2).transpose(1, 2)


class OverTime(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv1d(4, 24, 3, padding=1), nn.ReLU(), nn.Conv1d(24, 24, 3, padding=1), nn.ReLU())
        self.head = nn.Linear(24 * 12, 5)

    def forward(self, x):
        return self.head(self.body(x).flatten(1))


model, x, y = OverTime(), series(like), torch.from_numpy(fields["train"].labels)
optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
for epoch in range(15):
    for rows in torch.randperm(len(x)).split(64):
        optimizer.zero_grad()
        F.cross_entropy(model(x[rows]), y[rows]).backward()
        optimizer.step()

# %% classify
@torch.no_grad()
def classify(columns: Columns) -> Tensor:
    return model.eval()(series(columns)).argmax(1)
