# Forgets w in front of the logarithm.
#
# expect: wing_test 1/3

# %% wing
def wing(errors: Tensor, w: float, epsilon: float) -> Tensor:
    """Return the wing loss of each error."""
    size = errors.abs()
    constant = w - w * math.log(1 + w / epsilon)
    return torch.where(size < w, torch.log1p(size / epsilon), size - constant)
