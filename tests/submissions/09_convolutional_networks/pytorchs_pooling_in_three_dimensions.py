# Pools with PyTorch's adaptive max pooling in three dimensions, one map thick.
#
# start from: _quick
# expect: pooling_test 0

# %% pooling
def max_pool(x, k):
    rows, columns = x.shape[2] // k, x.shape[3] // k
    whole = x[:, :, None, : rows * k, : columns * k]
    values, places = F.adaptive_max_pool3d(whole, (1, rows, columns), return_indices=True)
    places = places // (columns * k) * x.shape[3] + places % (columns * k)
    return values[:, :, 0], places[:, :, 0]


def unpool(values, places, height, width):
    flat = values.new_zeros(*values.shape[:2], height * width)
    return flat.scatter(2, places.flatten(2), values.flatten(2)).unflatten(2, (height, width))
