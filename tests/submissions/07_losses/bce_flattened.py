# Returns the losses in one row, whatever the shape of the logits.
#
# expect: bce_test 3/2

# %% bce_with_logits
def bce_with_logits(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the binary cross-entropy of each logit; both tensors have the same shape."""
    return (F.softplus(logits) - labels * logits).flatten()
