# Stops as soon as no centre has moved by more than a tenth.
#
# expect: k_means_test 5/3

# %% k_means
def k_means(rows: np.ndarray, centres: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Return the final centres, the number of each row's centre, and how often the centres were moved."""
    centres, old, moves = np.array(centres, dtype=float), None, 0
    while True:
        nearest = np.linalg.norm(rows[:, None, :] - centres[None, :, :], axis=2).argmin(axis=1)
        if old is not None and np.abs(centres - old).max() < 0.1:
            return centres, nearest, moves
        old = centres.copy()
        for number in np.unique(nearest):
            centres[number] = rows[nearest == number].mean(axis=0)
        moves += 1
