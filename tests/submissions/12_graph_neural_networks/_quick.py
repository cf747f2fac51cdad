# Labels the digits without a network: the base of everybody for whom training is not the point.

# %% label_digits
def label_digits(images: Tensor, labels: Tensor, unlabelled: Tensor) -> Tensor:
    """Let the labels travel, without a network."""
    pixels = torch.cat([images, unlabelled]) / 16
    nearest = torch.cdist(pixels, pixels).fill_diagonal_(math.inf).topk(8, largest=False).indices
    source, target = nearest.flatten(), torch.arange(len(pixels)).repeat_interleave(8)
    truth = F.one_hot(labels, 10).float()
    scores = torch.zeros(len(pixels), 10)
    for _ in range(30):
        scores[: len(images)] = truth
        heard = torch.zeros_like(scores).index_add(0, target, scores[source])
        scores = (scores + heard.index_add(0, source, scores[target])) / 10
        scores = scores / scores.sum(dim=1, keepdim=True).clamp_min(1e-9)
    return scores[len(images) :].argmax(dim=1)
