# Counts the centres that are not covered.
#
# start from: _quick
# expect: modes_covered_test 0

# %% modes_covered
def modes_covered(points: Tensor, centres: Tensor, radius: float, share: float) -> tuple[int, float]:
    """Return the number of covered centres, and the share of points that hit one."""
    distances, nearest = torch.cdist(points, centres).min(dim=1)
    hits = distances < radius
    counts = torch.bincount(nearest[hits], minlength=len(centres))
    return int((counts < share * len(points)).sum()), hits.float().mean().item()
