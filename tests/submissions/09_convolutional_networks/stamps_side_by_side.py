# Begins each stamp where the last one ended.
#
# start from: _quick
# expect: transposed_test 0

# %% transposed
def transposed(x: Tensor, weight: Tensor, stride: int) -> Tensor:
    """Return the transposed convolution of a batch."""
    height, width = x.shape[2:]
    k = weight.shape[2]
    out = x.new_zeros(len(x), weight.shape[1], height * k, width * k)
    for i in range(k):
        for j in range(k):
            rows = slice(i, i + (height - 1) * k + 1, k)
            columns = slice(j, j + (width - 1) * k + 1, k)
            out[:, :, rows, columns] += torch.einsum("bchw,co->bohw", x, weight[:, :, i, j])
    return out
