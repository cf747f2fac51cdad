# A row without any reading is an error.
#
# start from: _quick
# expect: gaps_test 2.5
# expect: competition_test 0..6

# %% gaps
def fill_gaps(readings: Tensor) -> Tensor:
    """Return the readings (n, t) with the gaps of each row interpolated in time."""
    filled = readings.clone()
    times = np.arange(readings.shape[1])
    for row in filled:
        values = row.numpy()
        known = ~np.isnan(values)
        values[~known] = np.interp(times[~known], times[known], values[known])
    return filled
