# Averages loss and accuracy over the batches.
#
# start from: _quick
# expect: evaluate_test 0
# says: not a mean over batches

# %% evaluate
def evaluate(model, batches):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    total_loss, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for images, labels in batches:
            logits = model(images)
            total_loss += F.cross_entropy(logits, labels).item()
            correct += (logits.argmax(dim=1) == labels).float().mean().item()
            count += 1
    for module, mode in modes.items():
        module.training = mode
    return total_loss / count, correct / count
