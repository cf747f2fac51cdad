# Minimizes the largest error.
#
# expect: sensor_test 0

# %% sensor_loss
def sensor_loss(outputs: Tensor, targets: Tensor) -> Tensor:
    """Return the loss with which the network finds the curve in spite of the jumps."""
    return (outputs - targets).abs().max()
