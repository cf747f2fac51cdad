# Fits the curve with a small network and Adam, takes gradients with autograd.grad, lists the graph with a stack.

# %% two_layer_gradients
def two_layer_gradients(x, y, w1, b1, w2, b2):
    n, outputs = y.shape
    h_in = x.mm(w1).add(b1)
    h = torch.relu(h_in)
    out = h.mm(w2).add(b2)

    grad_out = (out - y) * 2 / (n * outputs)
    grad_w2 = torch.einsum("nh,no->ho", h, grad_out)
    grad_b2 = torch.ones(n) @ grad_out
    grad_h = torch.einsum("no,ho->nh", grad_out, w2)
    grad_h[h_in <= 0] = 0
    grad_w1 = torch.einsum("ni,nh->ih", x, grad_h)
    return dict(b2=grad_b2, w2=grad_w2, b1=grad_h.sum(0), w1=grad_w1)

# %% descend
def descend(loss_function, start, lr, num_steps):
    point, losses = start.detach().clone(), []
    for _ in range(num_steps):
        point.requires_grad_(True)
        loss = loss_function(point)
        (slope,) = torch.autograd.grad(loss, point)
        losses.append(float(loss))
        point = point.detach() - lr * slope
    return point, losses

# %% fit
def fit(x, y):
    torch.manual_seed(1)
    x_mean, x_std, y_mean, y_std = x.mean(), x.std(), y.mean(), y.std()
    network = torch.nn.Sequential(torch.nn.Linear(1, 20), torch.nn.Tanh(), torch.nn.Linear(20, 1))
    optimizer = torch.optim.Adam(network.parameters(), lr=0.02)
    inputs, targets = ((x - x_mean) / x_std).unsqueeze(1), ((y - y_mean) / y_std).unsqueeze(1)
    for step in range(1500):
        loss = torch.nn.functional.mse_loss(network(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    @torch.no_grad()
    def predict(new):
        return network(((new - x_mean) / x_std).unsqueeze(1)).squeeze(1) * y_std + y_mean

    return predict

# %% value
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad = data, 0.0
        self.parents = parents

    def __add__(self, other):
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __neg__(self):
        return Value(-self.data, [(self, -1.0)])

    def __sub__(self, other):
        return self + (-other)

    def __mul__(self, other):
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def inverse(self):
        return Value(1 / self.data, [(self, -1 / self.data**2)])

    def __truediv__(self, other):
        return self * other.inverse()

    def tanh(self):
        e = math.exp(2 * self.data)
        t = (e - 1) / (e + 1)
        return Value(t, [(self, 4 * e / (e + 1) ** 2)])

    def relu(self):
        if self.data > 0:
            return Value(self.data, [(self, 1.0)])
        return Value(0.0, [(self, 0.0)])

# %% backward
def backward(result):
    ordered, seen = [], set()
    stack = [(result, False)]
    while stack:
        value, parents_are_listed = stack.pop()
        if parents_are_listed:
            ordered.append(value)
        elif value not in seen:
            seen.add(value)
            stack.append((value, True))
            for parent, _ in value.parents:
                stack.append((parent, False))
    result.grad = 1.0
    for value in reversed(ordered):
        for parent, local in value.parents:
            parent.grad += value.grad * local
