# Calls PyTorch's adaptive max pooling, which returns the places too.
#
# start from: _quick
# expect: pooling_test 0

# %% pooling
def max_pool(x, k):
    rows, columns = x.shape[2] // k, x.shape[3] // k
    whole = x[:, :, : rows * k, : columns * k]
    values, places = F.adaptive_max_pool2d_with_indices(whole, (rows, columns))
    return values, places // (columns * k) * x.shape[3] + places % (columns * k)


def unpool(values, places, height, width):
    flat = values.new_zeros(*values.shape[:2], height * width)
    return flat.scatter(2, places.flatten(2), values.flatten(2)).unflatten(2, (height, width))
