# Prints, warns and logs wherever possible; all answers are right.

# %% batch_norm
import logging
import sys
import warnings

class OurBatchNorm1d(nn.Module):
    def __init__(self, num_features, momentum=0.1, eps=1e-5):
        super().__init__()
        self.momentum = momentum
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x):
        warnings.warn("normalising", UserWarning, stacklevel=1)
        logging.error("this is no error")
        print("batch of", len(x), file=sys.stderr)
        if self.training:
            if x.shape[0] == 1:
                raise ValueError("one sample has no variance")
            mean = x.mean(dim=0)
            var = x.var(dim=0, unbiased=False)
            with torch.no_grad():
                self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
                self.running_var = (1 - self.momentum) * self.running_var + self.momentum * x.var(dim=0)
        else:
            mean = self.running_mean
            var = self.running_var
        normalised = (x - mean) / torch.sqrt(var + self.eps)
        return self.weight * normalised + self.bias


20.0

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
        print(out)
        out = torch.relu(out)
        out = self.second(out)
        return torch.relu(out + x)


class ResidualNetwork(nn.Module):
    def __init__(self, in_features, width, num_blocks, num_classes):
        super().__init__()
        self.entry = nn.Linear(in_features, width)
        self.blocks = nn.ModuleList([ResidualBlock(width) for _ in range(num_blocks)])
        self.head = nn.Linear(width, num_classes)

    def forward(self, x):
        x = torch.relu(self.entry(x))
        for block in self.blocks:
            x = block(x)
        return self.head(x)


print(ResidualNetwork(3, 4, 2, 2))
3

# %% save_load
def save_model(model, path):
    torch.save(model.state_dict(), path)


def load_model(model, path):
    print("loading", path)
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state)
    model.eval()
    return model
