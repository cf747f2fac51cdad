# Does nothing: every answer returns None.
#
# expect: all 0

# %% pairwise_distances
def pairwise_distances(a, b):
    return None

# %% to_one_hot
def to_one_hot(labels, num_classes):
    return None

# %% moving_average
def moving_average(x, width):
    return None

# %% scale_channels
def scale_channels(images, gains):
    return None

# %% pair_scores
def pair_scores(queries, weight, documents):
    torch.einsum("i->i", torch.ones(1))
    return None

# %% log_sum_exp
def log_sum_exp(x, dim):
    return None

# %% stable_softmax
def stable_softmax(x, dim):
    return None

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    x = x.double()
    return None

# %% two_layer_gradients
def two_layer_gradients(x, y, w1, b1, w2, b2):
    return None

# %% descend
def descend(loss_function, start, lr, num_steps):
    return None, None

# %% fit
def fit(x, y):
    return lambda inputs: None

# %% value
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents

    def __add__(self, other):
        return None

    def __sub__(self, other):
        return None

    def __mul__(self, other):
        return None

    def __truediv__(self, other):
        return None

    def tanh(self):
        return None

    def relu(self):
        return None

# %% backward
def backward(result):
    return None
