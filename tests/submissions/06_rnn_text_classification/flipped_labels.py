# Trains on labels that are the wrong way round.
#
# start from: _quick
# expect: accuracy_test 0

# %% training
training.set_seed(6)
vocabulary = build_vocabulary(train_set.texts)


def make_batches(texts, count):
    pairs = [(encode(text, vocabulary), int(label == 0)) for text, label in zip(texts.texts[:count], texts.labels)]
    return torch.utils.data.DataLoader(pairs, batch_size=64, shuffle=True, collate_fn=collate)


train_batches, validation_batches = make_batches(train_set, 1600), make_batches(validation_set, 300)
model = SentimentClassifier(len(vocabulary))
optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
history = {"train_loss": [], "train_accuracy": [], "validation_accuracy": []}
for epoch in range(2):
    loss, accuracy = train_epoch(model, train_batches, optimizer)
    history["train_loss"].append(loss)
    history["train_accuracy"].append(accuracy)
    history["validation_accuracy"].append(evaluate(model, validation_batches)[1])
