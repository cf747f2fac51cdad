# Scales the caller's tensor in place.
#
# expect: fit_test 1.5
# says: changes the caller's data

# %% fit
def fit(x, y):
    mean, std = x.mean(), x.std()
    x -= mean
    x /= std
    weights = torch.zeros(4, requires_grad=True)
    for _ in range(500):
        loss = ((torch.stack([x**k for k in range(4)], dim=1) @ weights - y) ** 2).mean()
        (slope,) = torch.autograd.grad(loss, weights)
        weights = (weights - 0.1 * slope).detach().requires_grad_()
    return lambda inputs: torch.stack([((inputs - mean) / std) ** k for k in range(4)], dim=1) @ weights.detach()
