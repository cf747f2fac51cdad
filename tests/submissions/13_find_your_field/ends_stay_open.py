# Before the first and after the last reading, the gaps stay.
#
# start from: _quick
# expect: gaps_test 1
# expect: competition_test 0..6

# %% gaps
def fill_gaps(readings: Tensor) -> Tensor:
    """Return the readings (n, t) with the gaps of each row interpolated in time."""
    filled = readings.clone()
    times = np.arange(readings.shape[1])
    for row in filled:
        values = row.numpy()
        known = ~np.isnan(values)
        if known.any():
            values[~known] = np.interp(times[~known], times[known], values[known], np.nan, np.nan)
        else:
            values[:] = 0.5
    return filled
