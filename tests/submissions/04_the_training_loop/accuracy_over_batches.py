# Averages the batches' accuracies, so that a small batch counts too much.
#
# start from: _quick
# expect: averages_test 0.8
# says: which is too small
# says: count as much as any other sample

# %% averages
def averages(outputs):
    total_loss, accuracies, count = 0.0, [], 0
    for logits, labels in outputs:
        loss = F.cross_entropy(logits, labels)
        total_loss += loss.item() * len(labels)
        accuracies.append((logits.argmax(dim=1) == labels).float().mean().item())
        count += len(labels)
    if count == 0:
        raise ValueError("no samples")
    return total_loss / count, sum(accuracies) / len(accuracies)
