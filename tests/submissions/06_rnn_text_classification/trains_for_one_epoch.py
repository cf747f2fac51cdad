# Trains for a single epoch.
#
# expect: accuracy_test 0..3
# expect: curves_test 2/3

# %% training
training.set_seed(6)
vocabulary = build_vocabulary(train_set.texts)
model = SentimentClassifier(len(vocabulary))
optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
pairs = [(encode(text, vocabulary), label) for text, label in zip(train_set.texts[:640], train_set.labels)]
train_batches = torch.utils.data.DataLoader(pairs, batch_size=64, shuffle=True, collate_fn=collate)
loss, accuracy = train_epoch(model, train_batches, optimizer)
history = {"train_loss": [loss], "train_accuracy": [accuracy], "validation_accuracy": [accuracy]}
