# Lets NumPy fit a series of Chebyshev polynomials.
#
# expect: fit_test 0
# says: which this task asks you to do without

# %% fit
def fit(x, y):
    from numpy.polynomial import Chebyshev

    series = Chebyshev.fit(x.numpy(), y.numpy(), 3)
    return lambda inputs: torch.from_numpy(series(inputs.numpy())).float()
