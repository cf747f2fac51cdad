# Trains with focal loss, and forgets to make the rare class louder.
#
# expect: faults_test 0

# %% fault_loss
def fault_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the loss with which the network learns to find faults."""
    return focal(logits, labels, gamma=2.0, alpha=0.25).mean()
