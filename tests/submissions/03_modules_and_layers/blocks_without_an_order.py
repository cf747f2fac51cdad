# Adds up what the blocks give instead of applying one after the other.
#
# expect: residual_test 4/3

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
        self.blocks = nn.ModuleList(ResidualBlock(width) for _ in range(num_blocks))
        self.head = nn.Linear(width, num_classes)

    def forward(self, x):
        x = self.entry(x).relu()
        return self.head(sum(block(x) for block in self.blocks))
