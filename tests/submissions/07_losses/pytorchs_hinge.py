# Calls PyTorch's hinge_embedding_loss in a clever way.
#
# expect: hinge_test 0

# %% hinge
def hinge(scores: Tensor, labels: Tensor) -> Tensor:
    """Return the hinge loss of each score; the labels are the integers 0 and 1."""
    minus = -torch.ones_like(scores)
    return F.hinge_embedding_loss((2 * labels - 1) * scores, minus, reduction="none")
