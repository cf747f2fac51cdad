# Returns the held-out rows first.
#
# expect: folds_test 0

# %% folds
def k_fold(order: np.ndarray, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return a pair (training rows, held-out rows) for each of k folds."""
    pieces = np.array_split(order, k)
    return [(piece, np.concatenate(pieces[:i] + pieces[i + 1 :])) for i, piece in enumerate(pieces)]
