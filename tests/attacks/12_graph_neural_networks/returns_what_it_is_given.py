# Every function returns its first argument, and the layer what comes in.
#
# start from: blank
# expect: all 0

# %% normalised
def normalised(first, *others, **settings):
    return first

# %% messages
def propagate(first, *others, **settings):
    return first


def neighbour_mean(first, *others, **settings):
    return first

# %% renumbering
def renumber(first, *others, **settings):
    return first


def numbering_gap(first, *others, **settings):
    return first

# %% batches
def batch_graphs(first, *others, **settings):
    return first


def readout(first, *others, **settings):
    return first

# %% smoothness
def smoothness(first, *others, **settings):
    return first

# %% label_digits
def label_digits(first, *others, **settings):
    return first

# %% convolution
class GraphConvolution(nn.Module):
    def __init__(self, num_in, num_out):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.randn(num_in, num_out)), nn.Parameter(torch.zeros(num_out))

    def forward(self, features, edges):
        return features
