# Returns the loss of the last part.
#
# expect: accumulate_test 1

# %% accumulate
def accumulate(
    model: nn.Module, loss_function: Callable[[Tensor, Tensor], Tensor], images: Tensor, labels: Tensor, part_size: int
) -> float:
    """Leave the gradient of the mean loss over a batch in the parameters; return that loss."""
    model.zero_grad()
    total = 0.0
    for some_images, some_labels in zip(images.split(part_size), labels.split(part_size), strict=True):
        loss = loss_function(model(some_images), some_labels) * (len(some_labels) / len(labels))
        loss.backward()
        total += loss.item()
    return loss_function(model(some_images), some_labels).item()
