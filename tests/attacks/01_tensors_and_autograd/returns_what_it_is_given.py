# Every function returns its first argument, and every operation of a Value the value itself.
#
# start from: blank
# expect: all 0

# %% pairwise_distances
def pairwise_distances(first, *others, **settings):
    return first

# %% to_one_hot
def to_one_hot(first, *others, **settings):
    return first

# %% moving_average
def moving_average(first, *others, **settings):
    return first

# %% scale_channels
def scale_channels(first, *others, **settings):
    return first

# %% pair_scores
def pair_scores(first, *others, **settings):
    return first

# %% log_sum_exp
def log_sum_exp(first, *others, **settings):
    return first

# %% stable_softmax
def stable_softmax(first, *others, **settings):
    return first

# %% numerical_gradient
def numerical_gradient(first, *others, **settings):
    return first

# %% two_layer_gradients
def two_layer_gradients(first, *others, **settings):
    return first

# %% descend
def descend(first, *others, **settings):
    return first

# %% fit
def fit(first, *others, **settings):
    return first

# %% backward
def backward(first, *others, **settings):
    return first

# %% value
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents

    def __add__(self, other):
        return self

    __sub__ = __mul__ = __truediv__ = __add__

    def tanh(self):
        return self

    relu = tanh
