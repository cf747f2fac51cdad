# Returns the mean over all logits.
#
# expect: bce_test 0

# %% bce_with_logits
def bce_with_logits(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the binary cross-entropy of each logit; both tensors have the same shape."""
    return (F.softplus(logits) - labels * logits).mean()
