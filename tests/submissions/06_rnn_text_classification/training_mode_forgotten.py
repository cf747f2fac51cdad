# Does not switch to training mode.
#
# start from: _quick
# expect: train_epoch_test 5/3

# %% train_epoch
def train_epoch(model, batches, optimizer):
    total_loss, correct, count = 0, 0, 0
    for ids, lengths, labels in batches:
        optimizer.zero_grad()
        logits = model(ids, lengths)
        loss = nn.functional.cross_entropy(logits, labels)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1)
        optimizer.step()
        total_loss += loss.item() * len(ids)
        correct += (logits.argmax(dim=1) == labels).sum().item()
        count += len(ids)
    return total_loss / count, correct / count
