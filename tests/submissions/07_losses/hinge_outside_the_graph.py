# Computes the loss with NumPy, which autograd doesn't see.
#
# expect: hinge_test 2/3

# %% hinge
def hinge(scores: Tensor, labels: Tensor) -> Tensor:
    """Return the hinge loss of each score; the labels are the integers 0 and 1."""
    return torch.from_numpy(1 - (2 * labels - 1).numpy() * scores.detach().numpy()).clamp(min=0)
