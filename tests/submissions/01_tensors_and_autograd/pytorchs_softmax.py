# Calls PyTorch's own softmax.
#
# expect: stable_softmax_test 0
# says: uses 'softmax', which this task asks you to do without

# %% stable_softmax
def stable_softmax(x, dim):
    return torch.softmax(x, dim)
