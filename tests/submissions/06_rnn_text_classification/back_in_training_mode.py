# Leaves the model in training mode.
#
# start from: _quick
# expect: evaluate_test 4/5

# %% evaluate
def evaluate(model, batches):
    model.eval()
    total_loss, correct, count = 0, 0, 0
    with torch.no_grad():
        for ids, lengths, labels in batches:
            logits = model(ids, lengths)
            total_loss += nn.functional.cross_entropy(logits, labels).item() * len(ids)
            correct += (logits.argmax(dim=1) == labels).sum().item()
            count += len(ids)
    model.train()
    return total_loss / count, correct / count
