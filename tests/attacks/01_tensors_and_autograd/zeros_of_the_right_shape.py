# Every function knows the shape and the type of its result, and nothing else of it.
#
# start from: blank
# expect: all 0

# %% pairwise_distances
def pairwise_distances(a, b):
    return torch.zeros(len(a), len(b))

# %% to_one_hot
def to_one_hot(labels, num_classes):
    return torch.zeros(len(labels), num_classes)

# %% moving_average
def moving_average(x, width):
    return torch.zeros(len(x) - width + 1)

# %% scale_channels
def scale_channels(images, gains):
    return torch.zeros_like(images)

# %% pair_scores
def pair_scores(queries, weight, documents):
    torch.einsum('i->i', torch.zeros(1))
    return torch.zeros(len(queries), queries.shape[1], documents.shape[1])

# %% log_sum_exp
def log_sum_exp(x, dim):
    return torch.zeros_like(x.sum(dim))

# %% stable_softmax
def stable_softmax(x, dim):
    return torch.zeros_like(x)

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    return torch.zeros_like(x, dtype=torch.float64)

# %% two_layer_gradients
def two_layer_gradients(x, y, w1, b1, w2, b2):
    return {'w1': w1 * 0, 'b1': b1 * 0, 'w2': w2 * 0, 'b2': b2 * 0}

# %% descend
def descend(loss_function, start, lr, num_steps):
    return start.clone(), [0.0] * num_steps

# %% fit
def fit(x, y):
    return lambda inputs: torch.zeros_like(inputs)

# %% value
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents

    def __add__(self, other):
        return Value(0.0, [(self, 0.0), (other, 0.0)])

    __sub__ = __mul__ = __truediv__ = __add__

    def tanh(self):
        return Value(0.0, [(self, 0.0)])

    relu = tanh

# %% backward
def backward(result):
    result.grad = 1.0
