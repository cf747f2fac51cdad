# Interpolates through the end of one row into the next.
#
# start from: _quick
# expect: gaps_test 1
# expect: competition_test 0..6

# %% gaps
def fill_gaps(readings: Tensor) -> Tensor:
    """Return the readings (n, t) with the gaps of each row interpolated in time."""
    values = readings.flatten().numpy().copy()
    known = ~np.isnan(values)
    times = np.arange(len(values))
    values[~known] = np.interp(times[~known], times[known], values[known])
    return torch.from_numpy(values).reshape(readings.shape)
