# Makes faults so loud that nearly every machine is said to fail.
#
# expect: faults_test 0

# %% fault_loss
def fault_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the loss with which the network learns to find faults."""
    return F.binary_cross_entropy_with_logits(logits, labels, pos_weight=torch.tensor(2000.0))
