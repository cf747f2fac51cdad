# Keeps the probability away from 0 and 1.
#
# expect: bce_test 1

# %% bce_with_logits
def bce_with_logits(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the binary cross-entropy of each logit; both tensors have the same shape."""
    p = logits.sigmoid().clamp(1e-7, 1 - 1e-7)
    return -(labels * p.log() + (1 - labels) * (1 - p).log())
