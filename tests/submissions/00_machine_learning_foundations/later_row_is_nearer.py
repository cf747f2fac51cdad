# Takes the later of two rows at the same distance.
#
# expect: knn_test 1.6

# %% knn
def knn_predict(rows: np.ndarray, labels: np.ndarray, new_rows: np.ndarray, k: int) -> np.ndarray:
    """Return the most frequent label among the k nearest training rows of each new row."""
    distances = np.linalg.norm(new_rows[:, None, :] - rows[None, :, :], axis=2)
    nearest = len(rows) - 1 - np.argsort(distances[:, ::-1], axis=1, kind="stable")[:, :k]
    votes = (labels[nearest][:, :, None] == np.arange(labels.max() + 1)).sum(axis=1)
    return votes.argmax(axis=1)
