# Known readings are smoothed, too.
#
# start from: _quick
# expect: gaps_test 0.5
# expect: inputs_test 0
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
            values[~known] = np.interp(times[~known], times[known], values[known])
        else:
            values[:] = 0.5
    around = F.pad(filled[:, None], (1, 1), mode="replicate")
    return F.avg_pool1d(around, 3, stride=1)[:, 0]
