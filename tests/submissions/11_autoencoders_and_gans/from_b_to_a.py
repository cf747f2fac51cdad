# Goes from b to a.
#
# start from: _quick
# expect: interpolate_test 0

# %% interpolate
def interpolate(decoder: nn.Module, a: Tensor, b: Tensor, num: int) -> Tensor:
    """Return the pictures on the way from one code to another, shape (num, ...)."""
    share = torch.linspace(0, 1, num)[:, None]
    return decoder((1 - share) * b + share * a)
