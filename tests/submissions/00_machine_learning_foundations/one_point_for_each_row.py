# Makes a point for each row, equal scores included.
#
# expect: roc_test 1.6

# %% roc_and_auc
def roc(labels: np.ndarray, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the false alarm rates and the recalls of the ROC curve's points."""
    thresholds = np.append(np.inf, np.sort(scores)[::-1])
    order = np.argsort(-scores, kind="stable")
    hits = np.append(0, np.cumsum(labels[order]))
    return (np.arange(len(thresholds)) - hits) / (labels == 0).sum(), hits / (labels == 1).sum()


def auc(labels: np.ndarray, scores: np.ndarray) -> float:
    """Return the probability that a row of class 1 has the higher score; equal scores count half."""
    gaps = scores[labels == 1][:, None] - scores[labels == 0]
    return float(np.mean((gaps > 0) + 0.5 * (gaps == 0)))
