# Asks scikit-learn's KNeighborsClassifier.
#
# expect: knn_test 0

# %% knn
def knn_predict(rows: np.ndarray, labels: np.ndarray, new_rows: np.ndarray, k: int) -> np.ndarray:
    """Return the most frequent label among the k nearest training rows of each new row."""
    from sklearn.neighbors import KNeighborsClassifier

    return KNeighborsClassifier(k, algorithm="brute").fit(rows, labels).predict(new_rows)
