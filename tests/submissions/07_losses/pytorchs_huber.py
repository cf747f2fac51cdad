# Calls PyTorch's loss.
#
# expect: huber_test 0

# %% huber
def huber(errors: Tensor, delta: float) -> Tensor:
    """Return Huber's loss of each error."""
    size = errors.abs()
    return F.huber_loss(errors, torch.zeros_like(size), delta=delta, reduction="none")
