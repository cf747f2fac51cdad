# Lets labels travel through a sparse matrix, with a smaller weight for far digits.
#
# start from: _quick

# %% label_digits
def label_digits(images, labels, unlabelled):
    pixels = torch.cat([images, unlabelled])
    far, near = torch.cdist(pixels, pixels).fill_diagonal_(math.inf).topk(10, largest=False)
    strength = torch.exp(-far.square() / far.square().mean()).flatten()
    rows = torch.arange(len(pixels)).repeat_interleave(10)
    places = torch.stack([torch.cat([rows, near.flatten()]), torch.cat([near.flatten(), rows])])
    matrix = torch.sparse_coo_tensor(places, strength.repeat(2), (len(pixels), len(pixels))).coalesce()
    scores = torch.full((len(pixels), 10), 0.1)
    for _ in range(40):
        scores[:100] = F.one_hot(labels, 10).float()
        scores = matrix @ scores
        scores = scores / scores.sum(dim=1, keepdim=True)
    return scores[100:].argmax(dim=1)
