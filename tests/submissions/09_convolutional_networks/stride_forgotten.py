# Computes every place.
#
# start from: _quick
# expect: convolve_test 2

# %% convolve
def convolve(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
    groups: int = 1,
) -> Tensor:
    """Return the two-dimensional convolution of a batch."""
    stride = 1
    x = F.pad(x, (padding, padding, padding, padding))
    kernel_rows, kernel_columns = weight.shape[2:]
    rows = (x.shape[2] - dilation * (kernel_rows - 1) - 1) // stride + 1
    columns = (x.shape[3] - dilation * (kernel_columns - 1) - 1) // stride + 1
    x = x.unflatten(1, (groups, -1))
    kernels = weight.unflatten(0, (groups, -1))
    total = x.new_zeros(len(x), len(weight), rows, columns)
    for i in range(kernel_rows):
        for j in range(kernel_columns):
            top, left = i * dilation, j * dilation
            seen = x[..., top : top + stride * rows : stride, left : left + stride * columns : stride]
            total = total + torch.einsum("bgchw,goc->bgohw", seen, kernels[..., i, j]).flatten(1, 2)
    return total if bias is None else total + bias.view(-1, 1, 1)
