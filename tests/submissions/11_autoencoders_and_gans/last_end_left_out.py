# Stops before the last end.
#
# start from: _quick
# expect: interpolate_test 1/3

# %% interpolate
def interpolate(decoder: nn.Module, a: Tensor, b: Tensor, num: int) -> Tensor:
    """Return the pictures on the way from one code to another, shape (num, ...)."""
    share = (torch.arange(num) / num)[:, None]
    return decoder((1 - share) * a + share * b)
