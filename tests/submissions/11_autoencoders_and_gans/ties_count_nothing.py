# Counts a pair of equal scores as lost.
#
# start from: _quick
# expect: auc_test 2/3

# %% auc
def auc(scores: Tensor, strange: Tensor) -> float:
    """Return the area under the ROC curve."""
    difference = scores[strange][:, None] - scores[~strange]
    return ((difference > 0).float() + 0 * difference).mean().item()
