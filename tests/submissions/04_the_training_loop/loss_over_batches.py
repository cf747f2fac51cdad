# Averages the loss over the batches.
#
# start from: _quick
# expect: averages_test 0.8
# says: what does a sum of such means ignore?

# %% averages
def averages(outputs):
    losses, correct, count = [], 0, 0
    for logits, labels in outputs:
        loss = F.cross_entropy(logits, labels)
        losses.append(loss.item())
        correct += (logits.argmax(dim=1) == labels).sum().item()
        count += len(labels)
    if count == 0:
        raise ValueError("no samples")
    return sum(losses) / len(losses), correct / count
