# Counts a sample as correct only when its label's probability is above one half.
#
# start from: _quick
# expect: averages_test 3/5

# %% averages
def averages(outputs):
    loss, correct, count = 0.0, 0, 0
    for logits, labels in outputs:
        loss += F.cross_entropy(logits, labels, reduction="sum").item()
        probabilities = logits.softmax(dim=1)[torch.arange(len(labels)), labels]
        correct += int((probabilities > 0.5).sum())
        count += len(labels)
    if count == 0:
        raise ValueError("no sample")
    return loss / count, correct / count
