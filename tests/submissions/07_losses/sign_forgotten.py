# Compares the error with delta, not its size.
#
# expect: huber_test 0

# %% huber
def huber(errors: Tensor, delta: float) -> Tensor:
    """Return Huber's loss of each error."""
    size = errors.abs()
    return torch.where(errors <= delta, 0.5 * errors**2, delta * (size - 0.5 * delta))
