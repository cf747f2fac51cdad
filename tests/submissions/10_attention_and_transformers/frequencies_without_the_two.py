# Forgets the 2 in the exponent.
#
# start from: _quick
# expect: positions_test 0.3333

# %% positions
def sinusoids(num_positions: int, size: int) -> Tensor:
    """Return one row of sines and cosines for each position, shape (num_positions, size)."""
    angles = torch.arange(num_positions)[:, None] * 10_000 ** (-torch.arange(size // 2) / size)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)
