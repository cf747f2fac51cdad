# Only binary cross-entropy, hinge and Huber are answered.
#
# start from: blank
# expect: all 0
# expect: bce_test 2
# expect: hinge_test 1
# expect: huber_test 1

# %% bce_with_logits
def bce_with_logits(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the binary cross-entropy of each logit; both tensors have the same shape."""
    return F.softplus(logits) - labels * logits

# %% hinge
def hinge(scores: Tensor, labels: Tensor) -> Tensor:
    """Return the hinge loss of each score; the labels are the integers 0 and 1."""
    return (1 - (2 * labels - 1) * scores).clamp(min=0)

# %% huber
def huber(errors: Tensor, delta: float) -> Tensor:
    """Return Huber's loss of each error."""
    size = errors.abs()
    return torch.where(size <= delta, 0.5 * errors**2, delta * (size - 0.5 * delta))
