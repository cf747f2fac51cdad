# Computes the probability first, and then its logarithm.
#
# expect: bce_test 1

# %% bce_with_logits
def bce_with_logits(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the binary cross-entropy of each logit; both tensors have the same shape."""
    p = logits.sigmoid()
    return -(labels * p.log() + (1 - labels) * (1 - p).log())
