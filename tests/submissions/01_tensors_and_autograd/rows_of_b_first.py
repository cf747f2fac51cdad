# Puts the points of b into the rows.
#
# expect: pairwise_distances_test 0
# says: expected shape (5, 7), found shape (7, 5)
# says: a comes first

# %% pairwise_distances
def pairwise_distances(a, b):
    return ((a[None, :] - b[:, None]) ** 2).sum(dim=2).sqrt()
