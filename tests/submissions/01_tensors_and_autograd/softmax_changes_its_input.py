# Subtracts the maximum in place.
#
# expect: stable_softmax_test 5/6
# says: changes the caller's data

# %% stable_softmax
def stable_softmax(x, dim):
    x -= x.amax(dim, keepdim=True)
    powers = x.exp()
    return powers / powers.sum(dim, keepdim=True)
