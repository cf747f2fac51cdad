# Calls PyTorch's loss by a name that nobody can read in the code.
#
# expect: huber_test 0

# %% huber
def huber(errors: Tensor, delta: float) -> Tensor:
    """Return Huber's loss of each error."""
    loss = getattr(F, "_".join(reversed(["loss", "huber"])))
    return loss(errors, torch.zeros_like(errors), delta=delta, reduction="none")
