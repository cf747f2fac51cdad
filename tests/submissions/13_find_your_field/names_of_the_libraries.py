# Calls its own helpers interp, std and stack.
#
# start from: _quick

# %% added above gaps
def interp(times, values):
    known = ~np.isnan(values)
    return np.interp(times, times[known], values[known]) if known.any() else np.full(len(times), 0.5)


sum, list, std = 3, [1], "standard deviation"

# %% gaps
def fill_gaps(readings: Tensor) -> Tensor:
    """Return the readings (n, t) with the gaps of each row interpolated in time."""
    times = np.arange(readings.shape[1])
    return torch.stack([torch.from_numpy(interp(times, row)).to(readings) for row in readings.numpy()])

# %% classify
def classify(columns: Columns) -> Tensor:
    """Return the number of the crop (n,) for each field."""
    with torch.inference_mode():
        rows = network_inputs(columns, like)
        return torch.stack([model(rows).softmax(dim=1) for model in models]).sum(dim=0).argmax(dim=1)
