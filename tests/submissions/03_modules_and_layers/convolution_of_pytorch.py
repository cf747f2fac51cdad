# Lets PyTorch's function do the work.
#
# expect: convolution_test 0
# says: uses 'conv2d', which this task asks you to do without

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    return nn.functional.conv2d(x, weight, bias, stride, padding)
