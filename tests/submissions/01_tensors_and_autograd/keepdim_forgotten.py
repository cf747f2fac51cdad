# Forgets keepdim, so that a square table is divided by the wrong sums without an error.
#
# expect: stable_softmax_test 0
# says: does each row sum to 1, or each column?

# %% stable_softmax
def stable_softmax(x, dim):
    e = torch.exp(x - x.max(dim).values)
    return e / e.sum(dim)
