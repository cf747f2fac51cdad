# Weighs the rows, not the parts, and collects the gradients itself.

# %% accumulate
def accumulate(
    model: nn.Module, loss_function: Callable[[Tensor, Tensor], Tensor], images: Tensor, labels: Tensor, part_size: int
) -> float:
    """Leave the gradient of the mean loss over a batch in the parameters; return that loss."""
    parameters = list(model.parameters())
    sums, losses = [torch.zeros_like(p) for p in parameters], 0.0
    for start in range(0, len(labels), part_size):
        part = slice(start, start + part_size)
        loss = loss_function(model(images[part]), labels[part]) * len(labels[part])
        for total, gradient in zip(sums, torch.autograd.grad(loss, parameters)):
            total += gradient
        losses += float(loss)
    for parameter, total in zip(parameters, sums):
        parameter.grad = total / len(labels)
    return losses / len(labels)
