# Gives the model and its direct children their modes back: what a block holds is thawed.
#
# start from: _quick
# expect: evaluate_test 10/7

# %% evaluate
def evaluate(model, batches):
    was_training = model.training
    modes = {child: child.training for child in model.children()}
    model.eval()
    total_loss, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for images, labels in batches:
            logits = model(images)
            total_loss += F.cross_entropy(logits, labels).item() * len(labels)
            correct += (logits.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    for child, mode in modes.items():
        child.train(mode)
    model.training = was_training
    return total_loss / count, correct / count
