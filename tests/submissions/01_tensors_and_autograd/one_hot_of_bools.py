# Returns the comparison itself, a tensor of bools.
#
# expect: to_one_hot_test 2/3
# says: found 'torch.bool'

# %% to_one_hot
def to_one_hot(labels, num_classes):
    return labels[:, None] == torch.arange(num_classes)
