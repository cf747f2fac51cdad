# Blocks the token itself with the future.
#
# start from: _quick
# expect: masks_test 0.5

# %% masks
def make_mask(ids: Tensor, causal: bool) -> Tensor:
    """Return a mask (B, n, n): True where a query (row) may not look at a key (column)."""
    length = ids.shape[1]
    blocked = (ids == 0)[:, None, :].expand(-1, length, -1)
    if causal:
        blocked = blocked | torch.ones(length, length, dtype=torch.bool, device=ids.device).triu(0)
    return blocked
