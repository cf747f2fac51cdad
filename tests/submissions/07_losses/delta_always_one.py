# Ignores delta.
#
# expect: huber_test 1/3

# %% huber
def huber(errors: Tensor, delta: float) -> Tensor:
    """Return Huber's loss of each error."""
    delta = 1.0
    size = errors.abs()
    return torch.where(size <= delta, 0.5 * errors**2, delta * (size - 0.5 * delta))
