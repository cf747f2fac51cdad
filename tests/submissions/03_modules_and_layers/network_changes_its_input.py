# Centres the input in place before the first layer.
#
# expect: residual_test 1

# %% residual
class ResidualBlock(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first, self.norm, self.second = nn.Linear(width, width), nn.BatchNorm1d(width), nn.Linear(width, width)

    def forward(self, x):
        return (x + self.second(self.norm(self.first(x)).relu())).relu()


class ResidualNetwork(nn.Module):
    def __init__(self, in_features, width, num_blocks, num_classes):
        super().__init__()
        self.entry = nn.Linear(in_features, width)
        self.blocks = nn.Sequential(*(ResidualBlock(width) for _ in range(num_blocks)))
        self.head = nn.Linear(width, num_classes)

    def forward(self, x):
        x -= x.mean()
        return self.head(self.blocks(self.entry(x).relu()))
