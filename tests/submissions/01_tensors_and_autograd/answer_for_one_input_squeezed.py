# Squeezes every dimension of size 1 away, so that the answer for one input has no dimension left.
#
# expect: fit_test 1.5
# says: expected (60, 1) numbers, found shape (60,)

# %% fit
def fit(x, y):
    mean, deviation = x.mean(), x.std()

    def features(inputs):
        z = (inputs - mean) / deviation
        return torch.stack([z**k for k in range(4)], dim=1)

    weights = torch.zeros(4, 1, requires_grad=True)
    optimizer = torch.optim.SGD([weights], lr=0.1)
    for _ in range(2000):
        loss = ((features(x) @ weights - y[:, None]) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return lambda inputs: (features(inputs) @ weights.detach()).squeeze()
