# Returns squared distances.
#
# expect: pairwise_distances_test 0
# says: 35 of 35 values wrong

# %% pairwise_distances
def pairwise_distances(a, b):
    return ((a[:, None] - b) ** 2).sum(-1)
