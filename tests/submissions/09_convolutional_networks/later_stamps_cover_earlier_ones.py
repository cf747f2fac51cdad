# Lets later stamps replace earlier ones.
#
# start from: _quick
# expect: transposed_test 2/3

# %% transposed
def transposed(x: Tensor, weight: Tensor, stride: int) -> Tensor:
    """Return the transposed convolution of a batch."""
    height, width = x.shape[2:]
    k = weight.shape[2]
    out = x.new_zeros(len(x), weight.shape[1], (height - 1) * stride + k, (width - 1) * stride + k)
    for i in range(k):
        for j in range(k):
            rows = slice(i, i + (height - 1) * stride + 1, stride)
            columns = slice(j, j + (width - 1) * stride + 1, stride)
            out[:, :, rows, columns] = torch.einsum("bchw,co->bohw", x, weight[:, :, i, j])
    return out
