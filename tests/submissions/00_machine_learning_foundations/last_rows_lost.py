# Cuts pieces of equal length and loses the rest.
#
# expect: folds_test 2/3

# %% folds
def k_fold(order: np.ndarray, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return a pair (training rows, held-out rows) for each of k folds."""
    pieces = np.split(order[: len(order) // k * k], k)
    return [(np.concatenate(pieces[:i] + pieces[i + 1 :]), piece) for i, piece in enumerate(pieces)]
