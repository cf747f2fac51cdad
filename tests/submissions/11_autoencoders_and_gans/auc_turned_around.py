# Asks how often the ordinary one is higher.
#
# start from: _quick
# expect: auc_test 0

# %% auc
def auc(scores: Tensor, strange: Tensor) -> float:
    """Return the area under the ROC curve."""
    difference = scores[strange][:, None] - scores[~strange]
    return ((difference < 0).float() + (difference == 0).float() / 2).mean().item()
