# Does nothing: every answer returns what it was given.
#
# expect: all 0

# %% linear
class OurLinear(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return x

# %% batch_norm
class OurBatchNorm1d(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return x

# %% layer_norm
class OurLayerNorm(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return x

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return x

# %% output_size
def output_size(n, layers):
    return n

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    return x

# %% initialisation
def he_(weight):
    return weight


def xavier_(weight):
    return weight

# %% residual
class ResidualBlock(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return x


class ResidualNetwork(nn.Module):
    def __init__(self, *arguments, **settings):
        super().__init__()

    def forward(self, x):
        return x

# %% count_numbers
def count_numbers(model):
    return model

# %% save_load
def save_model(model, path):
    torch.save({}, path)


def load_model(model, path):
    return model

# %% load_body
def load_body(model, path):
    return model
