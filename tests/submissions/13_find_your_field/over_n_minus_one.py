# The standard deviation over n - 1.
#
# start from: _quick
# expect: inputs_test 0
# expect: competition_test 0..6

# %% inputs
Columns = dict[str, np.ndarray]


def network_inputs(columns: Columns, like: Columns) -> Tensor:
    """Return the inputs (n, 14) of a network, scaled like the training rows."""
    def numbers(table: Columns) -> Tensor:
        readings = np.stack([table[f"reading_{number}"] for number in range(1, 13)], axis=1)
        filled = fill_gaps(torch.from_numpy(readings))
        return torch.cat([filled, torch.from_numpy(table["altitude"])[:, None]], dim=1)

    given = numbers(like)
    mean, std = given.mean(dim=0), given.std(dim=0)
    is_constant = (given == given[0]).all(dim=0)
    scaled = (numbers(columns) - mean) / torch.where(is_constant, 1.0, std)
    second = torch.from_numpy(columns["satellite"] == "B")[:, None]
    return torch.cat([scaled, second], dim=1).float()
