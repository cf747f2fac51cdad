# Does nothing: every answer returns ones.
#
# expect: all 0

# %% linear
class OurLinear(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return torch.ones_like(x)

# %% batch_norm
class OurBatchNorm1d(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return torch.ones_like(x)

# %% layer_norm
class OurLayerNorm(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return torch.ones_like(x)

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return torch.ones_like(x)

# %% output_size
def output_size(n, layers):
    return 1

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    return torch.ones_like(x)

# %% initialisation
def he_(weight):
    return weight.data.fill_(1.0)


def xavier_(weight):
    return weight.data.fill_(1.0)

# %% residual
class ResidualBlock(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return torch.ones_like(x)


class ResidualNetwork(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return torch.ones_like(x)

# %% count_numbers
def count_numbers(model):
    return {"trained": 1, "frozen": 1, "buffers": 1}

# %% save_load
def save_model(model, path):
    torch.save({}, path)


def load_model(model, path):
    return model.train()

# %% load_body
def load_body(model, path):
    return model.train()
