# Takes a 0 in the middle for a word.
#
# start from: _quick
# expect: masks_test 0.75

# %% masks
def make_mask(ids: Tensor, causal: bool) -> Tensor:
    """Return a mask (B, n, n): True where a query (row) may not look at a key (column)."""
    length = ids.shape[1]
    real = (ids != 0).flip(1).cummax(dim=1).values.flip(1)
    blocked = (~real)[:, None, :].expand(-1, length, -1)
    if causal:
        blocked = blocked | torch.ones(length, length, dtype=torch.bool, device=ids.device).triu(1)
    return blocked
