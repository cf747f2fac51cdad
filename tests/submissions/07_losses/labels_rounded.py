# Treats every label as 0 or 1.
#
# expect: bce_test 3/2

# %% bce_with_logits
def bce_with_logits(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the binary cross-entropy of each logit; both tensors have the same shape."""
    return torch.nn.functional.softplus(torch.where(labels >= 0.5, -logits, logits))
