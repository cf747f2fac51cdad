# Computes the probabilities anew before the constants learn.
#
# expect: softmax_regression_test 0

# %% softmax_regression
def softmax_regression(
    rows: np.ndarray, labels: np.ndarray, num_classes: int, lr: float, num_steps: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return weights and constants after some steps of gradient descent from zeros."""
    weights, constants = np.zeros((rows.shape[1], num_classes)), np.zeros(num_classes)
    targets = np.eye(num_classes)[labels]
    for _ in range(num_steps):
        scores = rows @ weights + constants
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = (powers / powers.sum(axis=1, keepdims=True) - targets) / len(rows)
        weights = weights - lr * rows.T @ error
        powers = np.exp(rows @ weights + constants)
        error = (powers / powers.sum(axis=1, keepdims=True) - targets) / len(rows)
        constants = constants - lr * error.sum(axis=0)
    return weights, constants
