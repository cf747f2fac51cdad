# Evaluates in whatever mode the model is in.
#
# start from: _quick
# expect: evaluate_test 10/7
# says: what do dropout and batch norm do while you measure?

# %% evaluate
def evaluate(model, batches):
    modes = {module: module.training for module in model.modules()}
    total_loss, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for images, labels in batches:
            logits = model(images)
            total_loss += F.cross_entropy(logits, labels).item() * len(labels)
            correct += (logits.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    for module, mode in modes.items():
        module.training = mode
    return total_loss / count, correct / count
