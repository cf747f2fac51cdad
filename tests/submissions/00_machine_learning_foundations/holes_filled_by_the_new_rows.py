# Fills the holes of new rows with the new rows' own median.
#
# expect: numbers_test 1/3

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
            _, mean, std = known
            median = np.nanmedian(values) if not np.isnan(values).all() else 0.0
            parts.append(((np.where(np.isnan(values), median, values) - mean) / std)[:, None])
        else:
            parts.append((values[:, None] == known).astype(float))
    return np.hstack(parts)
