# Shrinks the parameters a little while measuring.
#
# start from: _quick
# expect: evaluate_test 12/7

# %% evaluate
def evaluate(model, batches):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    total_loss, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for images, labels in batches:
            logits = model(images)
            total_loss += F.cross_entropy(logits, labels).item() * len(labels)
            correct += (logits.argmax(dim=1) == labels).sum().item()
            count += len(labels)
        for parameter in model.parameters():
            parameter.mul_(0.99)
    for module, mode in modes.items():
        module.training = mode
    return total_loss / count, correct / count
