# Solves for the coefficients directly.
#
# expect: fit_test 0
# says: without a direct solution

# %% fit
def fit(x, y):
    mean, std = x.mean(), x.std()
    powers = ((x - mean) / std)[:, None] ** torch.arange(4)
    weights = torch.linalg.lstsq(powers, y[:, None]).solution[:, 0]
    return lambda inputs: (((inputs - mean) / std)[:, None] ** torch.arange(4)) @ weights
