# Cuts the numbers from 0 on instead of the order.
#
# expect: folds_test 0

# %% folds
def k_fold(order: np.ndarray, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return a pair (training rows, held-out rows) for each of k folds."""
    pieces = np.array_split(np.arange(len(order)), k)
    return [(np.concatenate(pieces[:i] + pieces[i + 1 :]), piece) for i, piece in enumerate(pieces)]
