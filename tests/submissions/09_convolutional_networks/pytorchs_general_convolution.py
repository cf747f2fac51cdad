# Calls the function of PyTorch that stands behind all of its convolutions, transposed ones too.
#
# start from: _quick
# expect: convolve_test 0
# expect: transposed_test 0

# %% convolve
def convolve(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    return torch.convolution(x, weight, bias, [stride] * 2, [padding] * 2, [dilation] * 2, False, [0, 0], groups)

# %% transposed
def transposed(x, weight, stride):
    return torch.convolution(x, weight, None, [stride] * 2, [0, 0], [1, 1], True, [0, 0], 1)
