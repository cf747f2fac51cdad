# Right: focal loss with a loud rare class, and the absolute error.

# %% fault_loss
def fault_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the loss with which the network learns to find faults."""
    return 20 * focal(logits, labels, gamma=2.0, alpha=0.8).mean()

# %% sensor_loss
def sensor_loss(outputs: Tensor, targets: Tensor) -> Tensor:
    """Return the loss with which the network finds the curve in spite of the jumps."""
    return F.l1_loss(outputs, targets)
