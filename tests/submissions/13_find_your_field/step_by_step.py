# Plain Python for the gaps, NumPy for the difference, another order of terms for the interval.
#
# start from: _quick

# %% gaps
def fill_gaps(readings: Tensor) -> Tensor:
    """Return the readings (n, t) with the gaps of each row interpolated in time."""
    rows = []
    for row in readings.tolist():
        known = [time for time, value in enumerate(row) if value == value]
        new = []
        for time, value in enumerate(row):
            if value == value:
                new.append(value)
            elif not known:
                new.append(0.5)
            else:
                left = max((each for each in known if each < time), default=known[0])
                right = min((each for each in known if each > time), default=known[-1])
                share = (time - left) / (right - left) if right > left else 0.0
                share = min(max(share, 0.0), 1.0)
                new.append(row[left] * (1 - share) + row[right] * share)
        rows.append(new)
    return torch.tensor(rows, dtype=readings.dtype)

# %% interval
def accuracy_interval(num_right: int, num_rows: int, z: float = 1.96) -> tuple[float, float]:
    """Return the ends of Wilson's interval for an accuracy."""
    wrong = num_rows - num_right
    middle = (num_right + z * z / 2) / (num_rows + z * z)
    half = z / (num_rows + z * z) * (num_right * wrong / num_rows + z * z / 4) ** 0.5
    return middle - half, middle + half

# %% difference
def compare(first: Tensor, second: Tensor, labels: Tensor) -> tuple[float, float]:
    """Return how much higher the accuracy of the first model is, and the standard error of that."""
    right = np.stack([(answers == labels).numpy() for answers in (first, second)]).astype(int)
    d = right[0] - right[1]
    return float(d.mean()), float(d.std() / len(d) ** 0.5)
