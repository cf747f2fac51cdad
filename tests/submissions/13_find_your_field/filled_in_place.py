# Fills the gaps of the tensor that it gets.
#
# start from: _quick
# expect: gaps_test 2.5

# %% gaps
def fill_gaps(readings: Tensor) -> Tensor:
    """Return the readings (n, t) with the gaps of each row interpolated in time."""
    filled = readings
    times = np.arange(readings.shape[1])
    for row in filled:
        values = row.numpy()
        known = ~np.isnan(values)
        if known.any():
            values[~known] = np.interp(times[~known], times[known], values[known])
        else:
            values[:] = 0.5
    return filled
