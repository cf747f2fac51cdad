# Keeps the blocks in a Python list.
#
# expect: residual_test 2/3
# says: is a Python list enough?

# %% residual
class ResidualBlock(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first = nn.Linear(width, width)
        self.norm = nn.BatchNorm1d(width)
        self.second = nn.Linear(width, width)

    def forward(self, x):
        out = self.first(x)
        out = self.norm(out)
        out = torch.relu(out)
        out = self.second(out)
        return torch.relu(out + x)


class ResidualNetwork(nn.Module):
    def __init__(self, in_features, width, num_blocks, num_classes):
        super().__init__()
        self.entry = nn.Linear(in_features, width)
        self.blocks = [ResidualBlock(width) for _ in range(num_blocks)]
        self.head = nn.Linear(width, num_classes)

    def forward(self, x):
        x = torch.relu(self.entry(x))
        for block in self.blocks:
            x = block(x)
        return self.head(x)
