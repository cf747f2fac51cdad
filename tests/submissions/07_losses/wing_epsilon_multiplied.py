# Multiplies with epsilon instead of dividing.
#
# expect: wing_test 0

# %% wing
def wing(errors: Tensor, w: float, epsilon: float) -> Tensor:
    """Return the wing loss of each error."""
    size = errors.abs()
    constant = w - w * math.log(1 + w / epsilon)
    return torch.where(size < w, w * torch.log1p(size * epsilon), size - constant)
