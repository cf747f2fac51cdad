# Does nothing: every answer raises ValueError.
#
# expect: all 0

# %% pairwise_distances
def pairwise_distances(a, b):
    raise ValueError("no")

# %% to_one_hot
def to_one_hot(labels, num_classes):
    raise ValueError("no")

# %% moving_average
def moving_average(x, width):
    raise ValueError("no")

# %% scale_channels
def scale_channels(images, gains):
    raise ValueError("no")

# %% pair_scores
def pair_scores(queries, weight, documents):
    torch.einsum("i->i", torch.ones(1))
    raise ValueError("no")

# %% log_sum_exp
def log_sum_exp(x, dim):
    raise ValueError("no")

# %% stable_softmax
def stable_softmax(x, dim):
    raise ValueError("no")

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    x = x.double()
    raise ValueError("no")

# %% two_layer_gradients
def two_layer_gradients(x, y, w1, b1, w2, b2):
    raise ValueError("no")

# %% descend
def descend(loss_function, start, lr, num_steps):
    raise ValueError("no")

# %% fit
def fit(x, y):
    raise ValueError("no")

# %% value
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents

    def __add__(self, other):
        raise ValueError("no")

    def __sub__(self, other):
        raise ValueError("no")

    def __mul__(self, other):
        raise ValueError("no")

    def __truediv__(self, other):
        raise ValueError("no")

    def tanh(self):
        raise ValueError("no")

    def relu(self):
        raise ValueError("no")

# %% backward
def backward(result):
    raise ValueError("no")
