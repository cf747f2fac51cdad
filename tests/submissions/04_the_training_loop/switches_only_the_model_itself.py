# Sets the model's own flag: the layers in it stay in evaluation mode.
#
# start from: _quick
# expect: train_one_epoch_test 5/2

# %% train_one_epoch
def train_one_epoch(model, batches, optimizer, max_grad_norm=None):
    model.training = True
    loss_sum, correct, seen = 0.0, 0, 0
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
        seen += len(labels)
    return loss_sum / seen, correct / seen
