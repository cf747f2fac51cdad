# Reaches ready-made functions by every other name that Python has for them.
#
# start from: blank
# expect: all 0

# %% added below imports
import operator
from functools import partial

from torch import logsumexp as lse

(distances := torch.cdist)
globals()["hot"] = torch.nn.functional.one_hot


class Box:
    softmax = staticmethod(torch.softmax)

# %% pairwise_distances
def pairwise_distances(a, b):
    return distances(a.double(), b.double()).float()

# %% to_one_hot
def to_one_hot(labels, num_classes):
    return hot(labels, num_classes).float()

# %% log_sum_exp
def log_sum_exp(x, dim):
    return partial(lse, dim=dim)(x)

# %% stable_softmax
def stable_softmax(x, dim):
    return operator.methodcaller('softmax', dim)(x) if x.ndim else Box.softmax(x, dim)
