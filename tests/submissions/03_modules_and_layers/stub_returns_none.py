# Does nothing: every answer returns None.
#
# expect: all 0

# %% linear
class OurLinear(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return None

# %% batch_norm
class OurBatchNorm1d(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return None

# %% layer_norm
class OurLayerNorm(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return None

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return None

# %% output_size
def output_size(n, layers):
    return None

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    return None

# %% initialisation
def he_(weight):
    return None


def xavier_(weight):
    return None

# %% residual
class ResidualBlock(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return None


class ResidualNetwork(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return None

# %% count_numbers
def count_numbers(model):
    return None

# %% save_load
def save_model(model, path):
    torch.save({}, path)


def load_model(model, path):
    return None

# %% load_body
def load_body(model, path):
    return None
