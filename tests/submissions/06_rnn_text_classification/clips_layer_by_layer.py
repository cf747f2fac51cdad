# Clips each parameter's gradient by a norm of its own.
#
# start from: _quick
# expect: train_epoch_test 5/3

# %% train_epoch
def train_epoch(model, batches, optimizer):
    model.train()
    total_loss, correct, count = 0.0, 0, 0
    for ids, lengths, labels in batches:
        logits = model(ids, lengths)
        loss = nn.functional.cross_entropy(logits, labels)
        optimizer.zero_grad()
        loss.backward()
        for parameter in model.parameters():
            nn.utils.clip_grad_norm_([parameter], 1.0)
        optimizer.step()
        total_loss += loss.item() * len(labels)
        correct += int((logits.argmax(1) == labels).sum())
        count += len(labels)
    return total_loss / count, correct / count
