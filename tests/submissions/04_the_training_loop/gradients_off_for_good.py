# Switches gradients off, and never on again.
#
# start from: _quick
# expect: evaluate_test 12/7
# says: does it record again in the end?

# %% evaluate
def evaluate(model, batches):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    total_loss, correct, count = 0.0, 0, 0
    torch.set_grad_enabled(False)
    if True:
        for images, labels in batches:
            logits = model(images)
            total_loss += F.cross_entropy(logits, labels).item() * len(labels)
            correct += (logits.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    for module, mode in modes.items():
        module.training = mode
    return total_loss / count, correct / count
