# A gap has the value of the reading before it, the first gap that of the one behind.
#
# start from: _quick
# expect: gaps_test 1.5
# expect: competition_test 0..6

# %% gaps
def fill_gaps(readings: Tensor) -> Tensor:
    """Return the readings (n, t) with the gaps of each row interpolated in time."""
    filled = readings.clone()
    num_times = filled.shape[1]
    for time in range(1, num_times):
        filled[:, time] = torch.where(filled[:, time].isnan(), filled[:, time - 1], filled[:, time])
    for time in reversed(range(num_times - 1)):
        filled[:, time] = torch.where(filled[:, time].isnan(), filled[:, time + 1], filled[:, time])
    return filled.nan_to_num(0.5)
