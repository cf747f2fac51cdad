# Remembers the mode of the model, and not of the modules in it.
#
# start from: _quick
# expect: evaluate_test 10/7
# says: Switching a model switches every module in it

# %% evaluate
def evaluate(model, batches):
    was_training = model.training
    model.eval()
    total_loss, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for images, labels in batches:
            logits = model(images)
            total_loss += F.cross_entropy(logits, labels).item() * len(labels)
            correct += (logits.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    model.train(was_training)
    return total_loss / count, correct / count
