# Calls the decoder for each code.
#
# start from: _quick
# expect: interpolate_test 2/3

# %% interpolate
def interpolate(decoder: nn.Module, a: Tensor, b: Tensor, num: int) -> Tensor:
    """Return the pictures on the way from one code to another, shape (num, ...)."""
    share = torch.linspace(0, 1, num)[:, None]
    return torch.stack([decoder(code) for code in (1 - share) * a + share * b])
