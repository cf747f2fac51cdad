# Calls its own variables softmax, KMeans, sklearn and scipy.

# %% softmax
def softmax(scores):
    scipy = np.exp(scores - np.max(scores, axis=-1)[:, np.newaxis])
    sklearn = np.einsum("nc->n", scipy)
    return scipy / sklearn[:, None]

# %% k_means
def k_means(rows: np.ndarray, centres: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Return the final centres, the number of each row's centre, and how often the centres were moved."""
    centres, sklearn, moves = np.array(centres, dtype=float), None, 0
    while True:
        KMeans = np.linalg.norm(rows[:, None, :] - centres[None, :, :], axis=2).argmin(axis=1)
        if sklearn is not None and np.array_equal(KMeans, sklearn):
            return centres, KMeans, moves
        for number in np.unique(KMeans):
            centres[number] = rows[KMeans == number].mean(axis=0)
        sklearn, moves = KMeans, moves + 1

# %% bayes
def bayes_log_proba(rows: np.ndarray, labels: np.ndarray, new_rows: np.ndarray) -> np.ndarray:
    """Return log P(class | row) by Gaussian naive Bayes, for each new row and each class."""
    norm = []
    for label in range(labels.max() + 1):
        own = rows[labels == label]
        mean, var = own.mean(axis=0), own.var(axis=0) + 1e-9
        GaussianNB = -0.5 * (np.log(2 * np.pi * var) + (new_rows - mean) ** 2 / var)
        norm.append(np.log(len(own) / len(rows)) + GaussianNB.sum(axis=1))
    norm = np.stack(norm, axis=1)
    return norm - np.logaddexp.reduce(norm, axis=1, keepdims=True)
