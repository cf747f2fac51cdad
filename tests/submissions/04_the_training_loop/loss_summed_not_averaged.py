# Adds the batches' mean losses and divides by the number of samples.
#
# start from: _quick
# expect: averages_test 0.6
# says: which is too small

# %% averages
def averages(outputs):
    total_loss, correct, count = 0.0, 0, 0
    for logits, labels in outputs:
        loss = F.cross_entropy(logits, labels)
        total_loss += loss.item()
        correct += (logits.argmax(dim=1) == labels).sum().item()
        count += len(labels)
    if count == 0:
        raise ValueError("no samples")
    return total_loss / count, correct / count
