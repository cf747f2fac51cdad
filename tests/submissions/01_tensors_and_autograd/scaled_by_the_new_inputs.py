# Scales new inputs by their own mean and deviation; one alone has none.
#
# expect: fit_test 0
# says: not on the other inputs

# %% fit
def fit(x, y):
    

    def features(inputs):
        z = (inputs - inputs.mean()) / inputs.std()
        return torch.stack([z**k for k in range(4)], dim=1)

    weights = torch.zeros(4, requires_grad=True)
    optimizer = torch.optim.SGD([weights], lr=0.1)
    for _ in range(500):
        loss = ((features(x) @ weights - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return lambda inputs: features(inputs) @ weights.detach()
