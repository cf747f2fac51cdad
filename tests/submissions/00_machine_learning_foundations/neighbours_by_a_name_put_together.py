# Asks scikit-learn's KNeighborsClassifier, by a name that nobody can read in the code.
#
# expect: knn_test 0

# %% knn
def knn_predict(rows: np.ndarray, labels: np.ndarray, new_rows: np.ndarray, k: int) -> np.ndarray:
    """Return the most frequent label among the k nearest training rows of each new row."""
    module = __import__("".join(reversed(["neighbors", "sklearn."])), fromlist=["KNeighborsClassifier"])
    return module.KNeighborsClassifier(k, algorithm="brute").fit(rows, labels).predict(new_rows)
