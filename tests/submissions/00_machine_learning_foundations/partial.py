# Only the preparation, the nearest neighbours and the folds are answered.
#
# start from: blank
# expect: all 0
# expect: numbers_test 2
# expect: words_test 1
# expect: knn_test 2
# expect: folds_test 1

# %% preparation
Columns = dict[str, np.ndarray]


def learn_preparation(columns: Columns):
    """Return what `prepare` needs to know about the training rows, in any form."""
    learned = {}
    for name, values in columns.items():
        if values.dtype.kind == "f":
            median = np.nanmedian(values)
            filled = np.where(np.isnan(values), median, values)
            learned[name] = median, filled.mean(), filled.std() or 1.0
        else:
            learned[name] = np.unique(values)
    return learned


def prepare(columns: Columns, learned) -> np.ndarray:
    """Return rows as a float array (n, d): numbers filled and standardised, words one-hot."""
    parts = []
    for name, known in learned.items():
        values = columns[name]
        if isinstance(known, tuple):
            median, mean, std = known
            parts.append(((np.where(np.isnan(values), median, values) - mean) / std)[:, None])
        else:
            parts.append((values[:, None] == known).astype(float))
    return np.hstack(parts)

# %% knn
def knn_predict(rows: np.ndarray, labels: np.ndarray, new_rows: np.ndarray, k: int) -> np.ndarray:
    """Return the most frequent label among the k nearest training rows of each new row."""
    distances = np.linalg.norm(new_rows[:, None, :] - rows[None, :, :], axis=2)
    nearest = np.argsort(distances, axis=1, kind="stable")[:, :k]
    votes = (labels[nearest][:, :, None] == np.arange(labels.max() + 1)).sum(axis=1)
    return votes.argmax(axis=1)

# %% folds
def k_fold(order: np.ndarray, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return a pair (training rows, held-out rows) for each of k folds."""
    pieces = np.array_split(order, k)
    return [(np.concatenate(pieces[:i] + pieces[i + 1 :]), piece) for i, piece in enumerate(pieces)]
