# Trains a byte-pair tokenizer on the training reviews, and uses it instead of the words for the model.
#
# expect: accuracy_test 2.5..3

# %% training
from course_utils.text import train_bpe

training.set_seed(6)
tokenizer = train_bpe(train_set.texts, 3000)
vocabulary = tokenizer.get_vocab()


def encode_pieces(text):
    return tokenizer.encode(text).ids[:60] or [1]


def make_batches(texts, shuffle):
    pairs = [(encode_pieces(text), label) for text, label in zip(texts.texts, texts.labels)]
    return torch.utils.data.DataLoader(pairs, batch_size=128, shuffle=shuffle, collate_fn=collate)


train_batches, validation_batches = make_batches(train_set, True), make_batches(validation_set, False)
model = SentimentClassifier(len(vocabulary))
optimizer = torch.optim.AdamW(model.parameters(), lr=0.01, weight_decay=0.0)
history = {"train_loss": [], "train_accuracy": [], "validation_accuracy": []}
for epoch in range(5):
    loss, accuracy = train_epoch(model, train_batches, optimizer)
    history["train_loss"].append(loss)
    history["train_accuracy"].append(accuracy)
    history["validation_accuracy"].append(evaluate(model, validation_batches)[1])

# %% predict
def predict_probabilities(model, texts):
    model.eval()
    pairs = [(encode_pieces(text), 0) for text in texts]
    batches = torch.utils.data.DataLoader(pairs, batch_size=512, collate_fn=collate)
    with torch.no_grad():
        return torch.cat([model(ids, lengths).softmax(dim=1) for ids, lengths, _ in batches])
