# Returns the accuracy in per cent.
#
# start from: _quick
# expect: evaluate_test 4/5

# %% evaluate
def evaluate(model, batches):
    model.eval()
    total_loss, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for ids, lengths, labels in batches:
            logits = model(ids, lengths)
            total_loss += nn.functional.cross_entropy(logits, labels, reduction="sum").item()
            correct += int((logits.argmax(1) == labels).sum())
            count += len(labels)
    return total_loss / count, 100 * correct / count

# %% training
training.set_seed(6)
vocabulary = build_vocabulary(train_set.texts)
model = SentimentClassifier(len(vocabulary))
optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
pairs = [(encode(text, vocabulary), label) for text, label in zip(train_set.texts[:640], train_set.labels)]
train_batches = torch.utils.data.DataLoader(pairs, batch_size=64, shuffle=True, collate_fn=collate)
history = {"train_loss": [], "train_accuracy": [], "validation_accuracy": []}
for epoch in range(2):
    loss, accuracy = train_epoch(model, train_batches, optimizer)
    history["train_loss"].append(loss)
    history["train_accuracy"].append(accuracy)
    history["validation_accuracy"].append(accuracy)
