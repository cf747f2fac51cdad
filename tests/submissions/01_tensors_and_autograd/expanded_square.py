# Expands the square, which far from the origin subtracts large, nearly equal numbers.
#
# expect: pairwise_distances_test 2/3
# says: few right digits remain

# %% pairwise_distances
def pairwise_distances(a, b):
    squares = (a**2).sum(1)[:, None] + (b**2).sum(1) - 2 * a @ b.T
    return squares.clamp(min=0).sqrt()
