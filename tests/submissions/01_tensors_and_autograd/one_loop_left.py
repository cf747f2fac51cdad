# Has replaced one of the two loops, by a comprehension.
#
# expect: pairwise_distances_test 0
# says: 'pairwise_distances' uses 'for', which this task asks you to do without

# %% pairwise_distances
def pairwise_distances(a, b):
    return torch.stack([(point - b).norm(dim=1) for point in a])
