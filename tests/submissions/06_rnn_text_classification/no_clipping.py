# Does not clip the gradient.
#
# start from: _quick
# expect: train_epoch_test 5/3

# %% train_epoch
def train_epoch(model, batches, optimizer):
    model.train()
    total_loss, correct, count = 0, 0, 0
    for ids, lengths, labels in batches:
        optimizer.zero_grad()
        logits = model(ids, lengths)
        loss = nn.functional.cross_entropy(logits, labels)
        loss.backward()
        optimizer.step()
        total_loss += loss.item() * len(ids)
        correct += (logits.argmax(dim=1) == labels).sum().item()
        count += len(ids)
    return total_loss / count, correct / count
