# Right, and prints, warns and draws progress bars on the way.
#
# start from: _quick

# %% gaps
def fill_gaps(readings: Tensor) -> Tensor:
    """Return the readings (n, t) with the gaps of each row interpolated in time."""
    import warnings

    warnings.warn("clouds")
    print("fields:", len(readings))
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
    from tqdm import tqdm

    list(tqdm(range(3)))
    share = num_right / num_rows
    middle = share + z**2 / (2 * num_rows)
    half = z * math.sqrt(share * (1 - share) / num_rows + z**2 / (4 * num_rows**2))
    scale = 1 + z**2 / num_rows
    return (middle - half) / scale, (middle + half) / scale
