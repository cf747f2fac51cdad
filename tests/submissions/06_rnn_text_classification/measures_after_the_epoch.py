# Goes over the batches a second time to measure.
#
# start from: _quick
# expect: train_epoch_test 4/3

# %% train_epoch
def train_epoch(model, batches, optimizer):
    model.train()
    for ids, lengths, labels in batches:
        loss = nn.functional.cross_entropy(model(ids, lengths), labels)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    total_loss, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for ids, lengths, labels in batches:
            logits = model(ids, lengths)
            total_loss += nn.functional.cross_entropy(logits, labels).item() * len(labels)
            correct += int((logits.argmax(1) == labels).sum())
            count += len(labels)
    return total_loss / count, correct / count
