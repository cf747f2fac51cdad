# Uses each piece where the other belongs.
#
# expect: huber_test 0

# %% huber
def huber(errors: Tensor, delta: float) -> Tensor:
    """Return Huber's loss of each error."""
    size = errors.abs()
    return torch.where(size > delta, 0.5 * errors**2, delta * (size - 0.5 * delta))
