# Subtracts the largest number of the whole tensor, which leaves a row of small ones without any power.
#
# expect: stable_softmax_test 5/6
# says: each slice needs a number of its own

# %% stable_softmax
def stable_softmax(x, dim):
    powers = torch.exp(x - x.max())
    return powers / powers.sum(dim, keepdim=True)
