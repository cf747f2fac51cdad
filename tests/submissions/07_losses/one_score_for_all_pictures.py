# Sums over all pictures at once.
#
# expect: dice_test 2/5

# %% dice_loss
def dice_loss(logits: Tensor, masks: Tensor, smooth: float = 1.0) -> Tensor:
    """Return the mean dice loss of some pictures."""
    probabilities = logits.sigmoid().flatten(1)
    masks = masks.flatten(1)
    overlap = (probabilities * masks).sum()
    scores = (2 * overlap + smooth) / (probabilities.sum() + masks.sum() + smooth)
    return (1 - scores).mean()
