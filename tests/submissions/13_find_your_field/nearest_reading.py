# A gap has the value of the nearest reading.
#
# start from: _quick
# expect: gaps_test 1.5
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
            nearest = np.abs(times[~known][:, None] - times[known]).argmin(axis=1)
            values[~known] = values[known][nearest]
        else:
            values[:] = 0.5
    return filled
