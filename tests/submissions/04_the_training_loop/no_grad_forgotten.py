# Records a graph while measuring.
#
# start from: _quick
# expect: evaluate_test 12/7
# says: does not keep PyTorch from recording

# %% evaluate
def evaluate(model, batches):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    total_loss, correct, count = 0.0, 0, 0
    if True:
        for images, labels in batches:
            logits = model(images)
            total_loss += F.cross_entropy(logits, labels).item() * len(labels)
            correct += (logits.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    for module, mode in modes.items():
        module.training = mode
    return total_loss / count, correct / count
