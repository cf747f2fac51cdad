# Counts the mistakes, which pulls nothing.
#
# expect: faults_test 0

# %% fault_loss
def fault_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the loss with which the network learns to find faults."""
    return ((logits > 0).float() != labels).float().mean()
