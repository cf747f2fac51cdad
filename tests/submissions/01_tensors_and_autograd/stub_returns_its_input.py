# Does nothing: every answer returns what it was given.
#
# expect: all 0

# %% pairwise_distances
def pairwise_distances(a, b):
    return a

# %% to_one_hot
def to_one_hot(labels, num_classes):
    return labels

# %% moving_average
def moving_average(x, width):
    return x

# %% scale_channels
def scale_channels(images, gains):
    return images

# %% pair_scores
def pair_scores(queries, weight, documents):
    torch.einsum("i->i", torch.ones(1))
    return queries

# %% log_sum_exp
def log_sum_exp(x, dim):
    return x

# %% stable_softmax
def stable_softmax(x, dim):
    return x

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    x = x.double()
    return x

# %% two_layer_gradients
def two_layer_gradients(x, y, w1, b1, w2, b2):
    return {"w1": w1, "b1": b1, "w2": w2, "b2": b2}

# %% descend
def descend(loss_function, start, lr, num_steps):
    return start, [0.0] * num_steps

# %% fit
def fit(x, y):
    return lambda inputs: inputs

# %% value
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents

    def __add__(self, other):
        return self

    def __sub__(self, other):
        return self

    def __mul__(self, other):
        return self

    def __truediv__(self, other):
        return self

    def tanh(self):
        return self

    def relu(self):
        return self

# %% backward
def backward(result):
    return None
