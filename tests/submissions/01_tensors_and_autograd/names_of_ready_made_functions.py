# Is right, and calls its own variables and inner functions what PyTorch calls its functions.

# %% pairwise_distances
def pairwise_distances(a, b):
    cdist = (a[:, None] - b[None]).square().sum(dim=-1)
    euclidean_distances = cdist.sqrt()
    return euclidean_distances

# %% to_one_hot
def to_one_hot(labels, num_classes):
    one_hot = torch.zeros(len(labels), num_classes)
    one_hot[torch.arange(len(labels)), labels] = 1
    return one_hot

# %% moving_average
def moving_average(x, width):
    map = x.unfold(0, width, 1)
    return map.mean(dim=1)

# %% log_sum_exp
def log_sum_exp(x, dim):
    m = x.amax(dim, keepdim=True)
    logsumexp = (x - m).exp().sum(dim, keepdim=True).log() + m
    return logsumexp.squeeze(dim)

# %% stable_softmax
def stable_softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    softmax = e / e.sum(dim, keepdim=True)
    return softmax

# %% two_layer_gradients
def two_layer_gradients(x, y, w1, b1, w2, b2):
    inner = x @ w1 + b1
    hidden = torch.relu(inner)

    def backward(gradient, inputs):
        return inputs.T @ gradient, gradient.sum(0)

    grad = 2 * (hidden @ w2 + b2 - y) / y.numel()
    w2_grad, b2_grad = backward(grad, hidden)
    w1_grad, b1_grad = backward(grad @ w2.T * (inner > 0), x)
    return dict(w1=w1_grad, b1=b1_grad, w2=w2_grad, b2=b2_grad)

# %% fit
def fit(x, y):
    class Polynomial:
        def __init__(self, degree):
            self.weights = torch.zeros(degree + 1, requires_grad=True)
            self.mean, self.std = x.mean(), x.std()

        def __call__(self, inputs):
            return ((inputs - self.mean) / self.std)[:, None] ** torch.arange(4) @ self.weights

    model = Polynomial(3)
    for _ in range(1000):
        inverse = (model(x) - y).square().mean()
        (gradient,) = torch.autograd.grad(inverse, model.weights)
        with torch.no_grad():
            model.weights -= 0.1 * gradient
    return lambda inputs: model(inputs).detach()
