# Subtracts the mean before the powers are taken, which is -inf where one entry is.
#
# expect: stable_softmax_test 5/6

# %% stable_softmax
def stable_softmax(x, dim):
    powers = (x - x.mean(dim=dim, keepdim=True)).exp()
    return powers / powers.sum(dim=dim, keepdim=True)
