# Returns the score, which grows with the overlap.
#
# expect: dice_test 0

# %% dice_loss
def dice_loss(logits: Tensor, masks: Tensor, smooth: float = 1.0) -> Tensor:
    """Return the mean dice loss of some pictures."""
    probabilities = logits.sigmoid().flatten(1)
    masks = masks.flatten(1)
    overlap = (probabilities * masks).sum(dim=1)
    scores = (2 * overlap + smooth) / (probabilities.sum(dim=1) + masks.sum(dim=1) + smooth)
    return scores.mean()
