# Divides by the size of the data loader's data set, which a list of batches does not have.
#
# start from: _quick
# expect: train_one_epoch_test 0

# %% train_one_epoch
def train_one_epoch(model, batches, optimizer, max_grad_norm=None):
    model.train()
    loss_sum, correct = 0.0, 0
    for images, labels in batches:
        logits = model(images)
        loss = F.cross_entropy(logits, labels)
        optimizer.zero_grad()
        loss.backward()
        if max_grad_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        optimizer.step()
        loss_sum += loss.item() * len(labels)
        correct += int((logits.argmax(dim=1) == labels).sum())
    return loss_sum / len(batches.dataset), correct / len(batches.dataset)
