# A gap becomes 0.
#
# start from: _quick
# expect: gaps_test 0
# expect: competition_test 0..6

# %% gaps
def fill_gaps(readings: Tensor) -> Tensor:
    """Return the readings (n, t) with the gaps of each row interpolated in time."""
    return torch.nan_to_num(readings)
