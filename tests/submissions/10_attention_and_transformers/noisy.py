# Right, and prints, warns and draws progress bars on the way.
#
# start from: _quick

# %% attention
def attention(q: Tensor, k: Tensor, v: Tensor, blocked: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """Return the weighted means of the values (..., n, e), and the weights (..., n, m)."""
    import warnings

    warnings.warn("attending")
    print("scores of", tuple(q.shape))
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if blocked is None:
        weights = scores.softmax(dim=-1)
    else:
        blocked = blocked.expand(scores.shape)
        nowhere = blocked.all(dim=-1, keepdim=True)
        scores = scores.masked_fill(blocked, -math.inf).masked_fill(nowhere, 0.0)
        weights = scores.softmax(dim=-1).masked_fill(blocked, 0.0)
    return weights @ v, weights

# %% positions
def sinusoids(num_positions: int, size: int) -> Tensor:
    """Return one row of sines and cosines for each position, shape (num_positions, size)."""
    from tqdm import tqdm

    list(tqdm(range(3)))
    angles = torch.arange(num_positions)[:, None] * 10_000 ** (-torch.arange(0, size, 2) / size)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)
