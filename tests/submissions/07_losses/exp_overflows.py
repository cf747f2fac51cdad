# Takes the logarithm of 1 + exp(z).
#
# expect: bce_test 1

# %% bce_with_logits
def bce_with_logits(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the binary cross-entropy of each logit; both tensors have the same shape."""
    return torch.log(1 + torch.exp(logits)) - labels * logits
