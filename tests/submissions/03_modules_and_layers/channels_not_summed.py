# Averages over the input channels instead of summing.
#
# expect: convolution_test 0.5
# says: adds up their results

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    out_channels, in_channels, kernel_rows, kernel_columns = weight.shape
    x = nn.functional.pad(x, (padding[1], padding[1], padding[0], padding[0]))
    rows = (x.shape[2] - kernel_rows) // stride[0] + 1
    columns = (x.shape[3] - kernel_columns) // stride[1] + 1
    out = torch.zeros(len(x), out_channels, rows, columns)
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride[0], j * stride[1]
            patch = x[:, :, top : top + kernel_rows, left : left + kernel_columns]
            out[:, :, i, j] = torch.einsum("bcij,ocij->bo", patch, weight) / in_channels
    if bias is not None:
        out = out + bias.view(1, -1, 1, 1)
    return out
