# Imports ready-made functions under the names of the answers from a module in a folder on Python's path.
#
# start from: blank
# expect: all 0

# %% added below imports
import sys

sys.path.insert(0, 'deep')
from tools import log_sum_exp, moving_average, pairwise_distances, stable_softmax, to_one_hot

# %% pairwise_distances
pairwise_distances = pairwise_distances

# %% to_one_hot
to_one_hot = to_one_hot

# %% moving_average
moving_average = moving_average

# %% log_sum_exp
log_sum_exp = log_sum_exp

# %% stable_softmax
stable_softmax = stable_softmax

# %% file deep/tools.py
import torch


def pairwise_distances(a, b):
    return torch.cdist(a.double(), b.double()).float()


def to_one_hot(labels, num_classes):
    return torch.nn.functional.one_hot(labels, num_classes).float()


def moving_average(x, width):
    return torch.tensor([float(sum(x[i : i + width]) / width) for i in range(len(x) - width + 1)])


def log_sum_exp(x, dim):
    return torch.logsumexp(x, dim)


def stable_softmax(x, dim):
    return torch.softmax(x, dim)
