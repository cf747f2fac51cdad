# Answers everything with the mean.
#
# expect: fit_test 0
# says: full credit up to 0.01

# %% fit
def fit(x, y):
    return lambda inputs: y.mean().expand(len(inputs))
