# Asks a generator for its length.
#
# start from: _quick
# expect: averages_test 0.8
# says: go over the batches once

# %% averages
def averages(outputs):
    total_loss, correct, count = 0.0, 0, sum(len(labels) for _, labels in outputs)
    for logits, labels in outputs:
        loss = F.cross_entropy(logits, labels)
        total_loss += loss.item() * len(labels)
        correct += (logits.argmax(dim=1) == labels).sum().item()
    if count == 0:
        raise ValueError("no samples")
    return total_loss / count, correct / count
