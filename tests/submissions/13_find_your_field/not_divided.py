# The division by 1 + z²/n is forgotten.
#
# start from: _quick
# expect: interval_test 0

# %% interval
def accuracy_interval(num_right: int, num_rows: int, z: float = 1.96) -> tuple[float, float]:
    """Return the ends of Wilson's interval for an accuracy."""
    share = num_right / num_rows
    middle = share + z**2 / (2 * num_rows)
    half = z * math.sqrt(share * (1 - share) / num_rows + z**2 / (4 * num_rows**2))
    scale = 1
    return (middle - half) / scale, (middle + half) / scale
