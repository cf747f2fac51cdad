# Takes the logarithm of a probability that was rounded.
#
# expect: focal_test 6/5

# %% focal
def focal(logits: Tensor, labels: Tensor, gamma: float, alpha: float) -> Tensor:
    """Return the focal loss of each logit; the labels are 0.0 and 1.0."""
    p = logits.sigmoid()
    surprise = -torch.log(torch.where(labels == 1, p, 1 - p))
    alpha_t = alpha * labels + (1 - alpha) * (1 - labels)
    return alpha_t * (1 - torch.exp(-surprise)) ** gamma * surprise
