# Holds out every k-th row instead of neighbouring ones.
#
# expect: folds_test 1/3

# %% folds
def k_fold(order: np.ndarray, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return a pair (training rows, held-out rows) for each of k folds."""
    pieces = [order[i::k] for i in range(k)]
    return [(np.concatenate(pieces[:i] + pieces[i + 1 :]), piece) for i, piece in enumerate(pieces)]
