# Solves the local lines by their normal equations, around each new row, and finds the centres with bincount.

# %% local_lines
def local_predict(rows, targets, new_rows, tau):
    def at(x):
        shifted = np.c_[np.ones(len(rows)), rows - x]  # the constant is then the prediction
        a = np.exp(-np.sum((rows - x) ** 2, 1) / 2 / tau**2)
        return np.linalg.solve(shifted.T * a @ shifted, shifted.T @ (a * targets))[0]

    return np.array(list(map(at, new_rows)))

# %% k_means
def k_means(rows, centres):
    centres, k = centres.astype(float), len(centres)
    old, moves = np.full(len(rows), -1), 0
    while True:
        numbers = ((rows[:, None] - centres) ** 2).sum(-1).argmin(1)
        if (numbers == old).all():
            break
        sizes = np.bincount(numbers, minlength=k)[:, None]
        sums = np.stack([np.bincount(numbers, column, minlength=k) for column in rows.T], axis=1)
        centres = np.where(sizes > 0, sums / np.maximum(sizes, 1), centres)
        old, moves = numbers, moves + 1
    return centres, numbers, moves
