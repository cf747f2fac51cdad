# Mixes the channels in both layers.
#
# start from: _quick
# expect: separable_test 0

# %% separable
def separable(num_in: int, num_out: int, kernel_size: int) -> nn.Module:
    """Return a depthwise convolution followed by a pointwise one."""
    depthwise = nn.Conv2d(num_in, num_in, kernel_size, padding=kernel_size // 2, bias=False)
    return nn.Sequential(depthwise, nn.Conv2d(num_in, num_out, 1))
