# Counts the places within each block.
#
# start from: _quick
# expect: pooling_test 1

# %% pooling
def max_pool(x: Tensor, k: int) -> tuple[Tensor, Tensor]:
    """Return the largest value of each block, and its place in the map."""
    height, width = x.shape[2:]
    numbers = torch.arange(height * width).view(height, width)
    blocks = x.unfold(2, k, k).unfold(3, k, k).flatten(4)
    places = numbers.unfold(0, k, k).unfold(1, k, k).flatten(2).expand(blocks.shape)
    values, largest = blocks.max(dim=4)
    return values, largest


def unpool(values: Tensor, places: Tensor, height: int, width: int) -> Tensor:
    """Return maps that are zero but for the values at their places."""
    flat = values.new_zeros(*values.shape[:2], height * width)
    return flat.scatter(2, places.flatten(2), values.flatten(2)).unflatten(2, (height, width))
