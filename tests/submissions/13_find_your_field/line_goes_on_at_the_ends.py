# Before the first and after the last reading, the line goes on.
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
            first, last = times[known][0], times[known][-1]
            if known.sum() > 1:
                (t0, t1), (u0, u1) = times[known][:2], times[known][-2:]
                (a0, a1), (b0, b1) = values[known][:2], values[known][-2:]
                before, after = a0 + (times - t0) * (a1 - a0) / (t1 - t0), b1 + (times - u1) * (b1 - b0) / (u1 - u0)
            else:
                before = after = np.full(len(times), values[known][0])
            inside = np.interp(times, times[known], values[known])
            values[:] = np.where(times < first, before, np.where(times > last, after, inside))
        else:
            values[:] = 0.5
    return filled
