# Asks how many batches there are before it goes over them.
#
# start from: _quick
# expect: averages_test 4/5

# %% averages
def averages(outputs):
    if len(outputs) == 0 or sum(len(labels) for _, labels in outputs) == 0:
        raise ValueError("no sample")
    loss, correct, count = 0.0, 0, 0
    for logits, labels in outputs:
        loss += F.cross_entropy(logits, labels, reduction="sum").item()
        correct += int((logits.argmax(dim=1) == labels).sum())
        count += len(labels)
    return loss / count, correct / count
