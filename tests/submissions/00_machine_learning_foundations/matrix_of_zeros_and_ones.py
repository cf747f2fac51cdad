# Marks pairs that occur instead of counting them.
#
# expect: measures_test 0.5

# %% measures
def confusion_matrix(labels: np.ndarray, predicted: np.ndarray, num_classes: int) -> np.ndarray:
    """Count the rows of each class (rows of the matrix) by what was predicted (its columns)."""
    counts = np.zeros((num_classes, num_classes), dtype=int)
    counts[labels, predicted] = 1
    return counts


def precision_and_recall(labels: np.ndarray, predicted: np.ndarray) -> tuple[float, float]:
    """Return precision and recall of class 1."""
    found = ((labels == 1) & (predicted == 1)).sum()
    return found / max((predicted == 1).sum(), 1), found / max((labels == 1).sum(), 1)
