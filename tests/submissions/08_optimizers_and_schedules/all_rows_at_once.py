# Sends the whole batch through the model.
#
# expect: accumulate_test 0

# %% accumulate
def accumulate(
    model: nn.Module, loss_function: Callable[[Tensor, Tensor], Tensor], images: Tensor, labels: Tensor, part_size: int
) -> float:
    """Leave the gradient of the mean loss over a batch in the parameters; return that loss."""
    model.zero_grad()
    loss = loss_function(model(images), labels)
    loss.backward()
    return loss.item()
