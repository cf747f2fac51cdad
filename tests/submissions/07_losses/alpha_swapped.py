# Weighs label 0 with alpha.
#
# expect: focal_test 0

# %% focal
def focal(logits: Tensor, labels: Tensor, gamma: float, alpha: float) -> Tensor:
    """Return the focal loss of each logit; the labels are 0.0 and 1.0."""
    surprise = F.binary_cross_entropy_with_logits(logits, labels, reduction="none")
    alpha_t = alpha * (1 - labels) + (1 - alpha) * labels
    return alpha_t * (1 - torch.exp(-surprise)) ** gamma * surprise
