# Lets torch.func work out the matrix of the convolution, and transposes it.
#
# start from: _quick
# expect: transposed_test 0

# %% transposed
def transposed(x, weight, stride):
    rows, columns = ((n - 1) * stride + weight.shape[2] for n in x.shape[2:])
    zeros = torch.zeros(weight.shape[1], rows, columns)
    matrix = torch.func.jacrev(lambda z: F.conv2d(z, weight, stride=stride))(zeros)
    return torch.einsum("bchw,chwoij->boij", x, matrix)
