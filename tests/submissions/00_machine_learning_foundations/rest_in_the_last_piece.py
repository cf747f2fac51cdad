# Puts what is left over into the last piece.
#
# expect: folds_test 2/3

# %% folds
def k_fold(order: np.ndarray, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return a pair (training rows, held-out rows) for each of k folds."""
    pieces = np.split(order, [len(order) // k * i for i in range(1, k)])
    return [(np.concatenate(pieces[:i] + pieces[i + 1 :]), piece) for i, piece in enumerate(pieces)]
