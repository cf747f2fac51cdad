# Fills a layer of PyTorch's with the weight.
#
# start from: _quick
# expect: convolve_test 0

# %% added above convolve
from torch.nn import Conv2d as Sliding

# %% convolve
def convolve(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    layer = Sliding(x.shape[1], len(weight), weight.shape[2:], stride, padding, dilation, groups)
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.copy_(bias if bias is not None else torch.zeros(len(weight)))
        return layer(x)
