# Right: loops over rows, pictures and classes.

# %% softmax_loss
def softmax_loss(logits: Tensor, targets: Tensor, class_weights: Tensor, ignore_index: int = -100) -> Tensor:
    """Return the weighted mean cross-entropy of the rows that count."""
    total, weight_sum = 0.0, 0.0
    for row, target in zip(logits, targets.tolist(), strict=True):
        if target == ignore_index:
            continue
        top = row.max()
        loss = top + torch.log(torch.exp(row - top).sum()) - row[target]
        total = total + class_weights[target] * loss
        weight_sum = weight_sum + class_weights[target]
    return total / weight_sum

# %% dice_loss
def dice_loss(logits: Tensor, masks: Tensor, smooth: float = 1.0) -> Tensor:
    """Return the mean dice loss of some pictures."""
    losses = []
    for logit, mask in zip(logits, masks, strict=True):
        p = 1 / (1 + torch.exp(-logit))
        losses.append(1 - (2 * torch.sum(p * mask) + smooth) / (p.sum() + mask.sum() + smooth))
    return sum(losses) / len(losses)

# %% center
def center_loss(features: Tensor, targets: Tensor, centers: Tensor) -> Tensor:
    """Return the mean of half the squared distance of each row to the center of its class."""
    return sum(((e - centers[t]) ** 2).sum() for e, t in zip(features, targets, strict=True)) / (2 * len(features))


def moved_centers(features, targets, centers, alpha):
    new = centers.clone()
    for k in range(len(centers)):
        mine = features[targets == k]
        new[k] -= alpha * (centers[k] - mine).sum(dim=0) / (1 + len(mine))
    return new
