# Adds a small number under the root, which is not small beside the distance of two near points.
#
# expect: pairwise_distances_test 2/3

# %% pairwise_distances
def pairwise_distances(a, b):
    return ((a[:, None] - b[None]).square().sum(dim=2) + 1e-6).sqrt()
