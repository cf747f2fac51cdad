# Works for tensors with two dimensions.
#
# expect: stable_softmax_test 2/3

# %% stable_softmax
def stable_softmax(x, dim):
    if dim % 2 == 0:
        return stable_softmax(x.T, 1).T
    powers = (x - x.amax(dim=1)[:, None]).exp()
    return powers / powers.sum(dim=1)[:, None]
