# Scales y in place.
#
# expect: fit_test 1.5

# %% fit
def fit(x, y):
    mean, std, level, spread = x.mean(), x.std(), y.mean(), y.std()
    y -= level
    y /= spread

    def powers(inputs):
        return ((inputs - mean) / std)[:, None] ** torch.arange(4)

    weights = torch.zeros(4, requires_grad=True)
    optimizer = torch.optim.SGD([weights], lr=0.1)
    for _ in range(1000):
        loss = ((powers(x) @ weights - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return lambda inputs: powers(inputs) @ weights.detach() * spread + level
