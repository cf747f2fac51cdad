# Shrinks the parameters while measuring.
#
# start from: _quick
# expect: evaluate_test 4/5

# %% evaluate
def evaluate(model, batches):
    model.eval()
    total_loss, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for ids, lengths, labels in batches:
            logits = model(ids, lengths)
            total_loss += nn.functional.cross_entropy(logits, labels, reduction="sum").item()
            correct += int((logits.argmax(1) == labels).sum())
            count += len(labels)
        for parameter in model.parameters():
            parameter.mul_(0.99)
    return total_loss / count, correct / count
