# Multiplies the score with the label, 0 or 1.
#
# expect: hinge_test 1/3

# %% hinge
def hinge(scores: Tensor, labels: Tensor) -> Tensor:
    """Return the hinge loss of each score; the labels are the integers 0 and 1."""
    return (1 - labels * scores).clamp(min=0)
