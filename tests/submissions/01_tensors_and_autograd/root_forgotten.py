# Returns squared distances.
#
# expect: pairwise_distances_test 0
# says: every value is wrong

# %% pairwise_distances
def pairwise_distances(a, b):
    return ((a[:, None] - b) ** 2).sum(-1)
