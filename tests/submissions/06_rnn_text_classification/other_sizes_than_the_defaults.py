# Trains a model of other sizes than its defaults, so that load_model builds one of another shape.
#
# expect: accuracy_test 0..3
# expect: save_load_test 7/9

# %% training
training.set_seed(6)
vocabulary = build_vocabulary(train_set.texts)
model = SentimentClassifier(len(vocabulary), hidden_size=32)
optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
pairs = [(encode(text, vocabulary), label) for text, label in zip(train_set.texts[:640], train_set.labels)]
train_batches = torch.utils.data.DataLoader(pairs, batch_size=64, shuffle=True, collate_fn=collate)
history = {"train_loss": [], "train_accuracy": [], "validation_accuracy": []}
for epoch in range(2):
    loss, accuracy = train_epoch(model, train_batches, optimizer)
    history["train_loss"].append(loss)
    history["train_accuracy"].append(accuracy)
    history["validation_accuracy"].append(evaluate(model, train_batches)[1])
