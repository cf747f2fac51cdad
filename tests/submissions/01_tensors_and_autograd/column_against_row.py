# Subtracts a row of targets from a column of predictions, and so fits the mean.
#
# expect: fit_test 0
# says: are the shapes equal

# %% fit
def fit(x, y):
    mean, std = x.mean(), x.std()

    def features(inputs):
        z = (inputs - mean) / std
        return torch.stack([z**k for k in range(4)], dim=1)

    weights = torch.zeros(4, 1, requires_grad=True)
    optimizer = torch.optim.SGD([weights], lr=0.1)
    for _ in range(500):
        loss = ((features(x) @ weights - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return lambda inputs: (features(inputs) @ weights.detach())[:, 0]
