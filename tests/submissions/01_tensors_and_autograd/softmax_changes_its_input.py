# Subtracts the maximum in place.
#
# expect: stable_softmax_test 0.8
# says: changes the caller's data

# %% stable_softmax
def stable_softmax(x, dim):
    x -= x.amax(dim, keepdim=True)
    powers = x.exp()
    return powers / powers.sum(dim, keepdim=True)
