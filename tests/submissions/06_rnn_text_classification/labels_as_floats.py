# Makes the labels floating-point numbers, and turns them back in the training cell.
#
# start from: _quick
# expect: collate_test 0.75

# %% collate
def collate(batch):
    ids = nn.utils.rnn.pad_sequence([torch.tensor(ids) for ids, _ in batch], batch_first=True)
    lengths = torch.tensor([len(ids) for ids, _ in batch])
    labels = torch.tensor([label for _, label in batch], dtype=torch.float32)
    return ids, lengths, labels

# %% training
training.set_seed(6)
vocabulary = build_vocabulary(train_set.texts)
pairs = [(encode(text, vocabulary), label) for text, label in zip(train_set.texts[:1600], train_set.labels)]
batches = []
for start in range(0, 1600, 64):
    ids, lengths, labels = collate(pairs[start : start + 64])
    batches.append((ids, lengths, labels.long()))
model = SentimentClassifier(len(vocabulary))
optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
history = {"train_loss": [], "train_accuracy": [], "validation_accuracy": []}
for epoch in range(2):
    loss, accuracy = train_epoch(model, batches[:20], optimizer)
    history["train_loss"].append(loss)
    history["train_accuracy"].append(accuracy)
    history["validation_accuracy"].append(evaluate(model, batches[20:])[1])
