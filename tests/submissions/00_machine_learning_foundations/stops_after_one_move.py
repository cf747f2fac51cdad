# Moves the centres once.
#
# expect: k_means_test 1/3

# %% k_means
def k_means(rows: np.ndarray, centres: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Return the final centres, the number of each row's centre, and how often the centres were moved."""
    centres, before, moves = np.array(centres, dtype=float), None, 0
    while True:
        nearest = np.linalg.norm(rows[:, None, :] - centres[None, :, :], axis=2).argmin(axis=1)
        if before is not None and np.array_equal(nearest, before):
            return centres, nearest, moves
        for number in np.unique(nearest):
            centres[number] = rows[nearest == number].mean(axis=0)
        return centres, nearest, moves + 1
