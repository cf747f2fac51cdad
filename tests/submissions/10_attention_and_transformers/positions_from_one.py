# Counts positions from 1.
#
# start from: _quick
# expect: positions_test 0

# %% positions
def sinusoids(num_positions: int, size: int) -> Tensor:
    """Return one row of sines and cosines for each position, shape (num_positions, size)."""
    angles = torch.arange(1, num_positions + 1)[:, None] * 10_000 ** (-torch.arange(0, size, 2) / size)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)
