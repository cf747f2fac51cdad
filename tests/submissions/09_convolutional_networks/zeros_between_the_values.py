# Puts zeros between the values, and calls PyTorch's ordinary convolution with the kernel turned around.
#
# start from: _quick

# %% transposed
def transposed(x, weight, stride):
    b, c, h, w = x.shape
    k = weight.shape[-1]
    wide = torch.zeros(b, c, (h - 1) * stride + 1, (w - 1) * stride + 1)
    wide[:, :, ::stride, ::stride] = x
    return F.conv2d(wide, weight.flip((2, 3)).transpose(0, 1), padding=k - 1)
