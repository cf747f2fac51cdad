# Counts equal scores as right.
#
# expect: roc_test 1.2

# %% roc_and_auc
def roc(labels: np.ndarray, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the false alarm rates and the recalls of the ROC curve's points."""
    thresholds = np.append(np.inf, np.unique(scores)[::-1])
    called = scores[None, :] >= thresholds[:, None]
    return called[:, labels == 0].mean(axis=1), called[:, labels == 1].mean(axis=1)


def auc(labels: np.ndarray, scores: np.ndarray) -> float:
    """Return the probability that a row of class 1 has the higher score; equal scores count half."""
    gaps = scores[labels == 1][:, None] - scores[labels == 0]
    return float(np.mean(gaps >= 0))
