# Returns the accuracy as a tensor.
#
# start from: _quick
# expect: averages_test 4/5

# %% averages
def averages(outputs):
    loss, correct, count = 0.0, torch.tensor(0), 0
    for logits, labels in outputs:
        loss += F.cross_entropy(logits, labels, reduction="sum").item()
        correct += (logits.argmax(dim=1) == labels).sum()
        count += len(labels)
    if count == 0:
        raise ValueError("no sample")
    return loss / count, correct / count
