# Sorts the training rows.
#
# expect: folds_test 0

# %% folds
def k_fold(order: np.ndarray, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return a pair (training rows, held-out rows) for each of k folds."""
    pieces = np.array_split(order, k)
    return [(np.setdiff1d(order, piece), piece) for i, piece in enumerate(pieces)]
