# Lets autograd transpose the convolution.
#
# start from: _quick
# expect: transposed_test 0

# %% transposed
def transposed(x, weight, stride):
    rows, columns = ((n - 1) * stride + weight.shape[2] for n in x.shape[2:])
    inputs = torch.zeros(len(x), weight.shape[1], rows, columns, requires_grad=True)
    out = F.conv2d(inputs, weight, stride=stride)
    return torch.autograd.grad(out, inputs, x)[0]
