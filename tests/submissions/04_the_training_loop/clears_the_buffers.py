# Sets the model's buffers to zero before measuring.
#
# start from: _quick
# expect: evaluate_test 12/7

# %% evaluate
def evaluate(model, batches):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    for buffer in model.buffers():
        buffer.zero_()
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
