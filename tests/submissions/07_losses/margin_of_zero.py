# Lets a row go as soon as its margin is positive.
#
# expect: hinge_test 0

# %% hinge
def hinge(scores: Tensor, labels: Tensor) -> Tensor:
    """Return the hinge loss of each score; the labels are the integers 0 and 1."""
    return (-(2 * labels - 1) * scores).clamp(min=0)
