# Takes the kernel for a square.
#
# expect: convolution_test 0.5
# says: check the order of axes

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    out_channels, in_channels, kernel_rows, kernel_columns = weight.shape
    kernel_rows = kernel_columns
    x = nn.functional.pad(x, (padding[1], padding[1], padding[0], padding[0]))
    rows = (x.shape[2] - kernel_rows) // stride[0] + 1
    columns = (x.shape[3] - kernel_columns) // stride[1] + 1
    out = torch.zeros(len(x), out_channels, rows, columns)
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride[0], j * stride[1]
            patch = x[:, :, top : top + kernel_rows, left : left + kernel_columns]
            out[:, :, i, j] = torch.einsum("bcij,ocij->bo", patch, weight)
    if bias is not None:
        out = out + bias.view(1, -1, 1, 1)
    return out
