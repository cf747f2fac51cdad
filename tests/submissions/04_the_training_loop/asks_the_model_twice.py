# Calls the model a second time for the accuracy, before the step.
#
# start from: _quick
# expect: train_one_epoch_test 5/2

# %% train_one_epoch
def train_one_epoch(model, batches, optimizer, max_grad_norm=None):
    model.train()
    loss_sum, correct, seen = 0.0, 0, 0
    for images, labels in batches:
        loss = F.cross_entropy(model(images), labels)
        with torch.no_grad():
            correct += int((model(images).argmax(dim=1) == labels).sum())
        optimizer.zero_grad()
        loss.backward()
        if max_grad_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()
        loss_sum += loss.item() * len(labels)
        seen += len(labels)
    return loss_sum / seen, correct / seen
