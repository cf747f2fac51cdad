# Fits a polynomial of degree 2.
#
# expect: fit_test 0
# says: is the model a cubic

# %% fit
def fit(x, y):
    mean, std = x.mean(), x.std()

    def features(inputs):
        z = (inputs - mean) / std
        return torch.stack([z**k for k in range(3)], dim=1)

    weights = torch.zeros(3, requires_grad=True)
    optimizer = torch.optim.SGD([weights], lr=0.1)
    for _ in range(500):
        loss = ((features(x) @ weights - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return lambda inputs: features(inputs) @ weights.detach()
