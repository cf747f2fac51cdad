# Turns the losses into plain numbers on the way.
#
# start from: _quick
# expect: smoothing_test 1.5
# says: record a gradient?

# %% smoothing
def smoothed_cross_entropy(logits, labels, smoothing):
    losses = []
    for row, label in zip(logits.log_softmax(dim=1), labels):
        losses.append(-((1 - smoothing) * row[label].item() + smoothing * row.mean().item()))
    return torch.tensor(losses).mean()
