# Labels the digits with a network of two graph convolutions.
#
# start from: _quick
# expect: label_digits_test 0..3

# %% label_digits
def label_digits(images, labels, unlabelled):
    torch.manual_seed(0)
    pixels = torch.cat([images, unlabelled]) / 16
    nearest = torch.cdist(pixels, pixels).fill_diagonal_(math.inf).topk(8, largest=False).indices
    pairs = torch.stack([nearest.flatten(), torch.arange(len(pixels)).repeat_interleave(8)])
    edges = torch.cat([pairs, pairs.flip(0)], dim=1).unique(dim=1)
    first, second = GraphConvolution(64, 32), GraphConvolution(32, 10)
    optimizer = torch.optim.Adam([*first.parameters(), *second.parameters()], lr=0.01, weight_decay=5e-4)
    for _ in range(60):
        logits = second(F.dropout(F.relu(first(pixels, edges)), 0.5), edges)
        loss = F.cross_entropy(logits[:100], labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        return second(F.relu(first(pixels, edges)), edges)[100:].argmax(dim=1)
