# Adds up loss tensors, with the graph of every batch.
#
# start from: _quick
# expect: averages_test 0.8
# says: a tensor keeps the whole graph that made it

# %% averages
def averages(outputs):
    total_loss, correct, count = 0.0, 0, 0
    for logits, labels in outputs:
        loss = F.cross_entropy(logits, labels)
        total_loss += loss * len(labels)
        correct += (logits.argmax(dim=1) == labels).sum().item()
        count += len(labels)
    if count == 0:
        raise ValueError("no samples")
    return total_loss / count, correct / count
