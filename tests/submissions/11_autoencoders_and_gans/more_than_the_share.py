# Asks for more than the share.
#
# start from: _quick
# expect: modes_covered_test 3/4

# %% modes_covered
def modes_covered(points, centres, radius, share):
    d, nearest = torch.cdist(points, centres).min(1)
    hit = d < radius
    counts = torch.bincount(nearest[hit], minlength=len(centres))
    return int((counts > share * len(points)).sum()), hit.float().mean().item()
