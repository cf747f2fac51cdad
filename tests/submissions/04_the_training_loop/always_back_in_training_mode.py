# Switches to training mode afterwards, whatever was before.
#
# start from: _quick
# expect: evaluate_test 10/7
# says: in which mode was each module before?

# %% evaluate
def evaluate(model, batches):
    model.eval()
    total_loss, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for images, labels in batches:
            logits = model(images)
            total_loss += F.cross_entropy(logits, labels).item() * len(labels)
            correct += (logits.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    model.train()
    return total_loss / count, correct / count
