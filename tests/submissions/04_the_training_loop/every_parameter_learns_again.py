# Switches requires_grad off while measuring, and then on for every parameter, a frozen one too.
#
# start from: _quick
# expect: evaluate_test 12/7

# %% evaluate
def evaluate(model, batches):
    modes = {module: module.training for module in model.modules()}
    model.eval().requires_grad_(False)
    total_loss, correct, count = 0.0, 0, 0
    for images, labels in batches:
        logits = model(images)
        total_loss += F.cross_entropy(logits, labels).item() * len(labels)
        correct += (logits.argmax(dim=1) == labels).sum().item()
        count += len(labels)
    model.requires_grad_(True)
    for module, mode in modes.items():
        module.training = mode
    return total_loss / count, correct / count
