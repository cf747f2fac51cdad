# Does nothing: every answer returns zeros.
#
# expect: all 0

# %% linear
class OurLinear(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return torch.zeros_like(x)

# %% batch_norm
class OurBatchNorm1d(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return torch.zeros_like(x)

# %% layer_norm
class OurLayerNorm(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return torch.zeros_like(x)

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return torch.zeros_like(x)

# %% output_size
def output_size(n, layers):
    return 0

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    return torch.zeros_like(x)

# %% initialisation
def he_(weight):
    return weight.data.zero_()


def xavier_(weight):
    return weight.data.zero_()

# %% residual
class ResidualBlock(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return torch.zeros_like(x)


class ResidualNetwork(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return torch.zeros_like(x)

# %% count_numbers
def count_numbers(model):
    return {"trained": 0, "frozen": 0, "buffers": 0}

# %% save_load
def save_model(model, path):
    torch.save({}, path)


def load_model(model, path):
    return model.eval()

# %% load_body
def load_body(model, path):
    return model.eval()
