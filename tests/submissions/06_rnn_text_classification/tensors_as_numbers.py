# Returns the accuracy as a tensor, and keeps tensors in the history.
#
# start from: _quick

# %% train_epoch
def train_epoch(model, batches, optimizer):
    model.train()
    losses, hits = [], []
    for ids, lengths, labels in batches:
        optimizer.zero_grad()
        logits = model(ids, lengths)
        loss = nn.functional.cross_entropy(logits, labels, reduction="none")
        loss.mean().backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.detach())
        hits.append((logits.argmax(dim=1) == labels).float())
    return torch.cat(losses).mean(), torch.cat(hits).mean()

# %% evaluate
def evaluate(model, batches):
    model.eval()
    loss, hits, count = torch.zeros(()), torch.zeros(()), 0
    with torch.no_grad():
        for ids, lengths, labels in batches:
            logits = model(ids, lengths)
            loss += nn.CrossEntropyLoss(reduction="sum")(logits, labels)
            hits += logits.argmax(dim=1).eq(labels).sum()
            count += labels.numel()
    return loss / count, hits / count
