# Returns the places as int32.
#
# start from: _quick
# expect: pooling_test 1.5

# %% pooling
def max_pool(x, k):
    height, width = x.shape[2:]
    numbers = torch.arange(height * width, dtype=torch.int32).view(height, width)
    blocks = x.unfold(2, k, k).unfold(3, k, k).flatten(4)
    places = numbers.unfold(0, k, k).unfold(1, k, k).flatten(2).expand(blocks.shape)
    values, largest = blocks.max(dim=4)
    return values, places.gather(4, largest.unsqueeze(4)).squeeze(4)


def unpool(values, places, height, width):
    flat = values.new_zeros(*values.shape[:2], height * width)
    return flat.scatter(2, places.flatten(2).long(), values.flatten(2)).unflatten(2, (height, width))
