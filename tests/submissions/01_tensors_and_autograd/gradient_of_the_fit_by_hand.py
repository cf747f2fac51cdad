# Scatters, pools, divides by exp(log-sum-exp), and fits with a gradient worked out by hand.

# %% pairwise_distances
def pairwise_distances(a, b):
    n, m, d = a.shape[0], b.shape[0], a.shape[1]
    difference = a.view(n, 1, d).expand(n, m, d) - b.view(1, m, d).expand(n, m, d)
    return torch.einsum("nmd,nmd->nm", difference, difference) ** 0.5

# %% to_one_hot
def to_one_hot(labels, num_classes):
    result = torch.zeros(labels.shape[0], num_classes, dtype=torch.float32)
    result[torch.arange(labels.shape[0]), labels] = 1
    return result

# %% moving_average
def moving_average(x, width):
    return torch.nn.functional.avg_pool1d(x.reshape(1, 1, -1), kernel_size=width, stride=1).flatten()

# %% scale_channels
def scale_channels(images, gains):
    letters = "c" if gains.dim() == 1 else "bc"
    return torch.einsum(f"bchw,{letters}->bchw", images, gains)

# %% pair_scores
def pair_scores(queries, weight, documents):
    return torch.einsum("abc,adc->abd", queries, torch.einsum("ce,ade->adc", weight, documents))

# %% log_sum_exp
def log_sum_exp(x, dim):
    return log_sum_exp_kept(x, dim).squeeze(dim)


def log_sum_exp_kept(x, dim):
    top = x.amax(dim, keepdim=True)
    return top + (x - top).exp().sum(dim, keepdim=True).log()

# %% stable_softmax
def stable_softmax(x, dim):
    x = x - x.amax(dim, True)
    return (x - x.exp().sum(dim, True).log()).exp()

# %% numerical_gradient
def numerical_gradient(function, x, h=1e-5):
    moved = x.double().clone()
    entries, gradient = moved.view(-1), torch.empty(x.numel(), dtype=torch.float64)
    for i, before in enumerate(entries.tolist()):
        entries[i] = before + h
        above = float(function(moved))
        entries[i] = before - h
        below = float(function(moved))
        entries[i] = before
        gradient[i] = (above - below) / (2 * h)
    return gradient.view(x.shape)

# %% two_layer_gradients
def two_layer_gradients(x, y, w1, b1, w2, b2):
    """Sums the contributions of one row after the other."""
    total = {"w1": torch.zeros_like(w1), "b1": torch.zeros_like(b1)}
    total |= {"w2": torch.zeros_like(w2), "b2": torch.zeros_like(b2)}
    for row, target in zip(x, y):
        inner = row @ w1 + b1
        hidden = torch.maximum(inner, torch.zeros(()))
        error = 2 * (hidden @ w2 + b2 - target) / y.numel()
        back = torch.where(inner > 0, w2 @ error, 0.0)
        total["w2"] += hidden.outer(error)
        total["b2"] += error
        total["w1"] += row.outer(back)
        total["b1"] += back
    return total

# %% descend
def descend(loss_function, start, lr, num_steps):
    losses = []
    point = start
    for _ in range(num_steps):
        here = point.detach().requires_grad_()
        loss = loss_function(here)
        loss.backward()
        losses.append(loss.item())
        point = (here - lr * here.grad).detach()
    return point, losses

# %% fit
def fit(x, y):
    low, high = x.min(), x.max()

    def features(inputs):
        u = 2 * (inputs - low) / (high - low) - 1
        return torch.stack([torch.ones_like(u), u, u**2, u**3])

    weights, inputs = torch.zeros(4), features(x)
    for _ in range(3000):
        gradient = 2 * inputs @ (weights @ inputs - y) / len(y)
        weights = weights - 0.5 * gradient
    return lambda inputs: weights @ features(inputs)

# %% backward
def backward(result):
    ordered, seen = [], {id(result)}
    stack = [(result, iter(result.parents))]
    while stack:
        value, parents = stack[-1]
        for parent, _ in parents:
            if id(parent) not in seen:
                seen.add(id(parent))
                stack.append((parent, iter(parent.parents)))
                break
        else:
            ordered.append(value)
            stack.pop()
    result.grad = 1.0
    while ordered:
        value = ordered.pop()
        for parent, local in value.parents:
            parent.grad = parent.grad + local * value.grad
