# Does nothing: every answer returns zeros.
#
# expect: all 0

# %% pairwise_distances
def pairwise_distances(a, b):
    return torch.zeros_like(a)

# %% to_one_hot
def to_one_hot(labels, num_classes):
    return torch.zeros_like(labels)

# %% moving_average
def moving_average(x, width):
    return torch.zeros_like(x)

# %% scale_channels
def scale_channels(images, gains):
    return torch.zeros_like(images)

# %% pair_scores
def pair_scores(queries, weight, documents):
    torch.einsum("i->i", torch.ones(1))
    return torch.zeros_like(queries)

# %% log_sum_exp
def log_sum_exp(x, dim):
    return torch.zeros_like(x)

# %% stable_softmax
def stable_softmax(x, dim):
    return torch.zeros_like(x)

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    x = x.double()
    return torch.zeros_like(x)

# %% two_layer_gradients
def two_layer_gradients(x, y, w1, b1, w2, b2):
    return {name: torch.zeros_like(p) for name, p in zip(("w1", "b1", "w2", "b2"), (w1, b1, w2, b2))}

# %% descend
def descend(loss_function, start, lr, num_steps):
    return torch.zeros_like(start), [0.0] * num_steps

# %% fit
def fit(x, y):
    return torch.zeros_like

# %% value
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents

    def __add__(self, other):
        return Value(0.0)

    def __sub__(self, other):
        return Value(0.0)

    def __mul__(self, other):
        return Value(0.0)

    def __truediv__(self, other):
        return Value(0.0)

    def tanh(self):
        return Value(0.0)

    def relu(self):
        return Value(0.0)

# %% backward
def backward(result):
    return None
