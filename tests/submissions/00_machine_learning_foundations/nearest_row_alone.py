# Looks at one neighbour whatever k is.
#
# expect: knn_test 0.4

# %% knn
def knn_predict(rows: np.ndarray, labels: np.ndarray, new_rows: np.ndarray, k: int) -> np.ndarray:
    """Return the most frequent label among the k nearest training rows of each new row."""
    distances = np.linalg.norm(new_rows[:, None, :] - rows[None, :, :], axis=2)
    nearest = np.argsort(distances, axis=1, kind="stable")[:, :1]
    votes = (labels[nearest][:, :, None] == np.arange(labels.max() + 1)).sum(axis=1)
    return votes.argmax(axis=1)
