# Returns the accuracy of the last batch only.
#
# start from: _quick
# expect: averages_test 0.6
# says: found 0, which is too small

# %% averages
def averages(outputs):
    total_loss, correct, count = 0.0, 0, 0
    for logits, labels in outputs:
        loss = F.cross_entropy(logits, labels)
        total_loss += loss.item() * len(labels)
        correct = (logits.argmax(dim=1) == labels).sum().item()
        size = len(labels)
        count += size
    if count == 0:
        raise ValueError("no samples")
    return total_loss / count, correct / size
