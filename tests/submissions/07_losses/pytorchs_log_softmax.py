# Leaves the hard part to log_softmax.
#
# expect: softmax_loss_test 0

# %% softmax_loss
def softmax_loss(logits: Tensor, targets: Tensor, class_weights: Tensor, ignore_index: int = -100) -> Tensor:
    """Return the weighted mean cross-entropy of the rows that count."""
    counts = targets != ignore_index
    logits, targets = logits[counts], targets[counts]
    largest = logits.max(dim=1, keepdim=True).values
    log_sums = largest[:, 0] + (logits - largest).exp().sum(dim=1).log()
    losses = -logits.log_softmax(dim=1)[torch.arange(len(targets)), targets]
    weights = class_weights[targets]
    return (weights * losses).sum() / weights.sum()
