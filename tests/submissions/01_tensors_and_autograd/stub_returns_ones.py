# Does nothing: every answer returns ones.
#
# expect: all 0

# %% pairwise_distances
def pairwise_distances(a, b):
    return torch.ones_like(a)

# %% to_one_hot
def to_one_hot(labels, num_classes):
    return torch.ones_like(labels)

# %% moving_average
def moving_average(x, width):
    return torch.ones_like(x)

# %% scale_channels
def scale_channels(images, gains):
    return torch.ones_like(images)

# %% pair_scores
def pair_scores(queries, weight, documents):
    torch.einsum("i->i", torch.ones(1))
    return torch.ones_like(queries)

# %% log_sum_exp
def log_sum_exp(x, dim):
    return torch.ones_like(x)

# %% stable_softmax
def stable_softmax(x, dim):
    return torch.ones_like(x)

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    x = x.double()
    return torch.ones_like(x)

# %% two_layer_gradients
def two_layer_gradients(x, y, w1, b1, w2, b2):
    return {name: torch.ones_like(p) for name, p in zip(("w1", "b1", "w2", "b2"), (w1, b1, w2, b2))}

# %% descend
def descend(loss_function, start, lr, num_steps):
    return torch.ones_like(start), [1.0] * num_steps

# %% fit
def fit(x, y):
    return torch.ones_like

# %% value
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents

    def __add__(self, other):
        return Value(1.0)

    def __sub__(self, other):
        return Value(1.0)

    def __mul__(self, other):
        return Value(1.0)

    def __truediv__(self, other):
        return Value(1.0)

    def tanh(self):
        return Value(1.0)

    def relu(self):
        return Value(1.0)

# %% backward
def backward(result):
    result.grad = 1.0
