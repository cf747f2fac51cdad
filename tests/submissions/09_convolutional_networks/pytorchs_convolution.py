# Calls PyTorch's convolution.
#
# start from: _quick
# expect: convolve_test 0

# %% convolve
def convolve(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    return F.conv2d(x, weight, bias, stride, padding, dilation, groups)
