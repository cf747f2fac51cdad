# Loops in a comprehension.
#
# expect: pairwise_distances_test 0
# says: which this task asks you to do without

# %% pairwise_distances
def pairwise_distances(a, b):
    return torch.stack([(b - point).square().sum(dim=1).sqrt() for point in a])
