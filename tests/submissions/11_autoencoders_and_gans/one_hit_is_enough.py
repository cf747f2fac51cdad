# Takes one hit for enough.
#
# start from: _quick
# expect: denoiser_test 0
# expect: modes_covered_test 0..1/3

# %% modes_covered
def modes_covered(points: Tensor, centres: Tensor, radius: float, share: float) -> tuple[int, float]:
    """Return the number of covered centres, and the share of points that hit one."""
    distances, nearest = torch.cdist(points, centres).min(dim=1)
    hits = distances < radius
    counts = torch.bincount(nearest[hits], minlength=len(centres))
    return int((counts >= 1).sum()), hits.float().mean().item()
