# Lets rows with label 0 cost nothing.
#
# expect: hinge_test 1/3

# %% hinge
def hinge(scores: Tensor, labels: Tensor) -> Tensor:
    """Return the hinge loss of each score; the labels are the integers 0 and 1."""
    return labels * (1 - scores).clamp(min=0)
