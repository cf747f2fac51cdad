# Takes the probability of label 1 for both labels.
#
# expect: focal_test 4/5

# %% focal
def focal(logits: Tensor, labels: Tensor, gamma: float, alpha: float) -> Tensor:
    """Return the focal loss of each logit; the labels are 0.0 and 1.0."""
    surprise = F.binary_cross_entropy_with_logits(logits, labels, reduction="none")
    alpha_t = alpha * labels + (1 - alpha) * (1 - labels)
    return alpha_t * (1 - logits.sigmoid()) ** gamma * surprise
