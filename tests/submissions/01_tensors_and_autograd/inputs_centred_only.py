# Centres the inputs and leaves their scale; years explode, metres creep.
#
# expect: fit_test 0
# says: on another scale

# %% fit
def fit(x, y):
    mean = x.mean()

    def features(inputs):
        z = inputs - mean
        return torch.stack([z**k for k in range(4)], dim=1)

    weights = torch.zeros(4, requires_grad=True)
    optimizer = torch.optim.SGD([weights], lr=0.001)
    for _ in range(500):
        loss = ((features(x) @ weights - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return lambda inputs: features(inputs) @ weights.detach()
