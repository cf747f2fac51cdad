# Takes the logarithm of a sum of exponentials that are all 0.
#
# expect: bayes_test 1.5

# %% bayes
def bayes_log_proba(rows: np.ndarray, labels: np.ndarray, new_rows: np.ndarray) -> np.ndarray:
    """Return log P(class | row) by Gaussian naive Bayes, for each new row and each class."""
    scores = []
    for label in range(labels.max() + 1):
        own = rows[labels == label]
        mean, var = own.mean(axis=0), own.var(axis=0) + 1e-9
        log_density = -0.5 * (np.log(2 * np.pi * var) + (new_rows - mean) ** 2 / var)
        scores.append(np.log(len(own) / len(rows)) + log_density.sum(axis=1))
    scores = np.stack(scores, axis=1)
    return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
