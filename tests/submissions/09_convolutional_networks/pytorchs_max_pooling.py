# Calls PyTorch's max pooling.
#
# start from: _quick
# expect: pooling_test 0

# %% pooling
def max_pool(x: Tensor, k: int) -> tuple[Tensor, Tensor]:
    """Return the largest value of each block, and its place in the map."""
    return F.max_pool2d(x, k, return_indices=True)


def unpool(values: Tensor, places: Tensor, height: int, width: int) -> Tensor:
    """Return maps that are zero but for the values at their places."""
    flat = values.new_zeros(*values.shape[:2], height * width)
    return flat.scatter(2, places.flatten(2), values.flatten(2)).unflatten(2, (height, width))
