# Computes the formula as it stands, which overflows.
#
# expect: stable_softmax_test 5/6
# says: not finite (nan or inf)

# %% stable_softmax
def stable_softmax(x, dim):
    return x.exp() / x.exp().sum(dim, keepdim=True)
