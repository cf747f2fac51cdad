# Trains one model and predicts with another, which has learned nothing.
#
# start from: _quick
# expect: accuracy_test 0

# %% training
training.set_seed(6)
vocabulary = build_vocabulary(train_set.texts)
pairs = [(encode(text, vocabulary), label) for text, label in zip(train_set.texts[:1600], train_set.labels)]
batches = torch.utils.data.DataLoader(pairs, batch_size=64, shuffle=True, collate_fn=collate)
net = SentimentClassifier(len(vocabulary))
optimizer = torch.optim.AdamW(net.parameters(), lr=0.01)
history = {"train_loss": [], "train_accuracy": [], "validation_accuracy": []}
for epoch in range(2):
    loss, accuracy = train_epoch(net, batches, optimizer)
    history["train_loss"].append(loss)
    history["train_accuracy"].append(accuracy)
    history["validation_accuracy"].append(evaluate(net, batches)[1])
model = SentimentClassifier(len(vocabulary))
