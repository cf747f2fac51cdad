# Takes one maximum for all rows out of the sums.
#
# expect: softmax_loss_test 2

# %% softmax_loss
def softmax_loss(logits: Tensor, targets: Tensor, class_weights: Tensor, ignore_index: int = -100) -> Tensor:
    """Return the weighted mean cross-entropy of the rows that count."""
    counts = targets != ignore_index
    logits, targets = logits[counts], targets[counts]
    largest = logits.max().expand(len(logits), 1)
    log_sums = largest[:, 0] + (logits - largest).exp().sum(dim=1).log()
    losses = log_sums - logits[torch.arange(len(targets)), targets]
    weights = class_weights[targets]
    return (weights * losses).sum() / weights.sum()
