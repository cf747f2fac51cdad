# Only the gaps, the interval and the comparison are answered.
#
# start from: blank
# expect: all 0
# expect: gaps_test 3
# expect: interval_test 2
# expect: difference_test 2

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
    return filled

# %% interval
def accuracy_interval(num_right: int, num_rows: int, z: float = 1.96) -> tuple[float, float]:
    """Return the ends of Wilson's interval for an accuracy."""
    share = num_right / num_rows
    middle = share + z**2 / (2 * num_rows)
    half = z * math.sqrt(share * (1 - share) / num_rows + z**2 / (4 * num_rows**2))
    scale = 1 + z**2 / num_rows
    return (middle - half) / scale, (middle + half) / scale

# %% difference
def compare(first: Tensor, second: Tensor, labels: Tensor) -> tuple[float, float]:
    """Return how much higher the accuracy of the first model is, and the standard error of that."""
    difference = (first == labels).double() - (second == labels).double()
    return difference.mean().item(), difference.std(correction=0).item() / math.sqrt(len(labels))

# %% report
I did not come to the competition.
