# Takes one step at the end of the epoch.
#
# start from: _quick
# expect: train_one_epoch_test 2
# says: is there a step for each batch

# %% train_one_epoch
def train_one_epoch(model, batches, optimizer, max_grad_norm=None):
    model.train()
    optimizer.zero_grad()
    total_loss, correct, count = 0.0, 0, 0
    for images, labels in batches:
        logits = model(images)
        loss = F.cross_entropy(logits, labels)
        loss.backward()
        if max_grad_norm is not None:
            torch.nn.utils.clip_grad_norm_(model.parameters(), max_grad_norm)
        total_loss += loss.item() * len(labels)
        correct += (logits.argmax(dim=1) == labels).sum().item()
        count += len(labels)
    optimizer.step()
    return total_loss / count, correct / count
