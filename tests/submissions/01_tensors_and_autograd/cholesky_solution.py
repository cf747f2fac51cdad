# Solves the normal equations with a Cholesky decomposition.
#
# expect: fit_test 0
# says: which this task asks you to do without

# %% fit
def fit(x, y):
    mean, std = x.mean(), x.std()

    def powers(inputs):
        return ((inputs - mean) / std)[:, None] ** torch.arange(4)

    columns = powers(x)
    factor = torch.cholesky(columns.T @ columns)
    weights = torch.cholesky_solve((columns.T @ y)[:, None], factor)[:, 0]
    return lambda inputs: powers(inputs) @ weights
