# Calls PyTorch's loss.
#
# expect: softmax_loss_test 0

# %% softmax_loss
def softmax_loss(logits: Tensor, targets: Tensor, class_weights: Tensor, ignore_index: int = -100) -> Tensor:
    """Return the weighted mean cross-entropy of the rows that count."""
    return F.cross_entropy(logits, targets, weight=class_weights, ignore_index=ignore_index)
