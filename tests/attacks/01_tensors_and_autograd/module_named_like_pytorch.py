# Hands in a torch.py with harmless functions, so that whoever reads the code takes them for the real ones.
#
# start from: blank
# expect: all 0

# %% pairwise_distances
def pairwise_distances(a, b):
    return torch.cdist(a.double(), b.double()).float()

# %% to_one_hot
from torch.nn.functional import one_hot


def to_one_hot(labels, num_classes):
    return one_hot(labels, num_classes).float()

# %% log_sum_exp
from torch import logsumexp


def log_sum_exp(x, dim):
    return logsumexp(x, dim)

# %% stable_softmax
def stable_softmax(x, dim):
    return torch.softmax(x, dim)

# %% file torch/__init__.py
def cdist(a, b):
    return a


def logsumexp(x, dim):
    return x


def softmax(x, dim):
    return x

# %% file torch/nn/__init__.py


# %% file torch/nn/functional.py
def one_hot(labels, num_classes):
    return labels
