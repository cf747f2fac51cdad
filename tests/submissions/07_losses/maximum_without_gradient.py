# Takes the large part out of the graph.
#
# expect: bce_test 3/2

# %% bce_with_logits
def bce_with_logits(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the binary cross-entropy of each logit; both tensors have the same shape."""
    return logits.detach().clamp(min=0) - labels * logits + torch.log1p(torch.exp(-logits.abs()))
