# Sums the squared differences over the points instead of over the coordinates.
#
# expect: pairwise_distances_test 0
# says: expected shape (5, 7), found shape (5, 3)
# says: which dimension is summed?

# %% pairwise_distances
def pairwise_distances(a, b):
    return ((a[:, None] - b[None]) ** 2).sum(dim=1).sqrt()
