# Lets a point hit every centre that is close.
#
# start from: _quick
# expect: modes_covered_test 3/4

# %% modes_covered
def modes_covered(points, centres, radius, share):
    close = torch.cdist(points, centres) < radius
    return int((close.float().mean(dim=0) >= share).sum()), close.any(dim=1).float().mean().item()
