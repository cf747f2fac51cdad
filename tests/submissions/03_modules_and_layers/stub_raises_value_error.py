# Does nothing: every answer raises ValueError.
#
# expect: all 0

# %% linear
class OurLinear(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        raise ValueError("no")

# %% batch_norm
class OurBatchNorm1d(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        raise ValueError("no")

# %% layer_norm
class OurLayerNorm(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        raise ValueError("no")

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        raise ValueError("no")

# %% output_size
def output_size(n, layers):
    raise ValueError("no")

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    raise ValueError("no")

# %% initialisation
def he_(weight):
    raise ValueError("no")


def xavier_(weight):
    raise ValueError("no")

# %% residual
class ResidualBlock(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        raise ValueError("no")


class ResidualNetwork(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        raise ValueError("no")

# %% count_numbers
def count_numbers(model):
    raise ValueError("no")

# %% save_load
def save_model(model, path):
    torch.save({}, path)


def load_model(model, path):
    raise ValueError("no")

# %% load_body
def load_body(model, path):
    raise RuntimeError("no")
