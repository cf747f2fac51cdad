# Forgets to square tau.
#
# expect: local_test 0

# %% local_lines
def local_predict(rows: np.ndarray, targets: np.ndarray, new_rows: np.ndarray, tau: float) -> np.ndarray:
    """Predict each new row by a linear fit of its own, in which nearby rows count more."""
    predictions = []
    table = np.column_stack([rows, np.ones(len(rows))])
    for new_row in new_rows:
        root = np.exp(-((rows - new_row) ** 2).sum(axis=1) / (4 * tau))  # the root of each row's weight
        solution = np.linalg.lstsq(table * root[:, None], targets * root, rcond=None)[0]
        predictions.append(np.append(new_row, 1.0) @ solution)
    return np.array(predictions)
