# Moves all the way.
#
# expect: center_test 6/5

# %% center
def center_loss(features: Tensor, targets: Tensor, centers: Tensor) -> Tensor:
    """Return the mean of half the squared distance of each row to the center of its class."""
    return 0.5 * (features - centers[targets]).square().sum(dim=1).mean()


def moved_centers(features: Tensor, targets: Tensor, centers: Tensor, alpha: float) -> Tensor:
    """Return the centers after one batch."""
    sums = torch.zeros_like(centers).index_add(0, targets, centers[targets] - features)
    counts = torch.bincount(targets, minlength=len(centers))
    return centers - sums / (1 + counts[:, None])
