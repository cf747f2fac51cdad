# Says nothing about an empty epoch and divides by zero.
#
# start from: _quick
# expect: averages_test 0.8
# says: expected ValueError, found ZeroDivisionError

# %% averages
def averages(outputs):
    total_loss, correct, count = 0.0, 0, 0
    for logits, labels in outputs:
        loss = F.cross_entropy(logits, labels)
        total_loss += loss.item() * len(labels)
        correct += (logits.argmax(dim=1) == labels).sum().item()
        count += len(labels)
    return total_loss / count, correct / count
