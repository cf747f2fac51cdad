# Takes the powers of the inputs as they are, and the steps explode.
#
# expect: fit_test 0
# says: mean squared error is nan
# says: did they explode?

# %% fit
def fit(x, y):
    pass

    def features(inputs):
        z = inputs
        return torch.stack([z**k for k in range(4)], dim=1)

    weights = torch.zeros(4, requires_grad=True)
    optimizer = torch.optim.SGD([weights], lr=0.1)
    for _ in range(50):
        loss = ((features(x) @ weights - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return lambda inputs: features(inputs) @ weights.detach()
