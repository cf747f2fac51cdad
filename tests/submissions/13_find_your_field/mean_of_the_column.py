# A gap becomes the mean of its column.
#
# start from: _quick
# expect: gaps_test 0
# expect: competition_test 0..6

# %% gaps
def fill_gaps(readings: Tensor) -> Tensor:
    """Return the readings (n, t) with the gaps of each row interpolated in time."""
    mean = readings.nanmean(dim=0).nan_to_num(0.5)
    return torch.where(readings.isnan(), mean, readings)
