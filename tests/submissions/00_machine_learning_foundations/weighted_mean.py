# Takes a weighted mean of the targets instead of a line.
#
# expect: local_test 0

# %% local_lines
def local_predict(rows: np.ndarray, targets: np.ndarray, new_rows: np.ndarray, tau: float) -> np.ndarray:
    """Predict each new row by a linear fit of its own, in which nearby rows count more."""
    gaps = ((rows[None] - new_rows[:, None]) ** 2).sum(axis=2)
    weights = np.exp(-gaps / (2 * tau**2))
    return weights @ targets / weights.sum(axis=1)
