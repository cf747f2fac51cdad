# Calls PyTorch's transposed convolution.
#
# start from: _quick
# expect: transposed_test 0

# %% transposed
def transposed(x, weight, stride):
    return F.conv_transpose2d(x, weight, stride=stride)
