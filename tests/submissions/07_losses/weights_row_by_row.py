# Right: weights each row itself, and follows the curve with the wing loss.

# %% fault_loss
def fault_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the loss with which the network learns to find faults."""
    return (bce_with_logits(logits, labels) * (1 + 4 * labels)).sum() / (1 + 4 * labels).sum()

# %% sensor_loss
def sensor_loss(outputs: Tensor, targets: Tensor) -> Tensor:
    """Return the loss with which the network finds the curve in spite of the jumps."""
    return wing(outputs - targets, w=5.0, epsilon=0.5).mean()
