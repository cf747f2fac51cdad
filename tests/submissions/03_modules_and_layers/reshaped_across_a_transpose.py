# Reshapes (batch, places, channels) to (batch, channels, rows, columns) without a transpose.
#
# expect: convolution_test 0.5
# says: check the order of axes

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    rows = (x.shape[2] + 2 * padding[0] - weight.shape[2]) // stride[0] + 1
    columns = (x.shape[3] + 2 * padding[1] - weight.shape[3]) // stride[1] + 1
    patches = nn.functional.unfold(x, weight.shape[2:], stride=stride, padding=padding).transpose(1, 2)
    out = patches @ weight.flatten(1).T
    if bias is not None:
        out = out + bias
    return out.reshape(len(x), len(weight), rows, columns)
