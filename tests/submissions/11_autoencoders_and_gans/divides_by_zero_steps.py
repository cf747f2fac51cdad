# Divides by the number of steps, which may be zero.
#
# start from: _quick
# expect: interpolate_test 2/3

# %% interpolate
def interpolate(decoder: nn.Module, a: Tensor, b: Tensor, num: int) -> Tensor:
    """Return the pictures on the way from one code to another, shape (num, ...)."""
    share = (torch.arange(num) / (num - 1))[:, None]
    return decoder((1 - share) * a + share * b)
