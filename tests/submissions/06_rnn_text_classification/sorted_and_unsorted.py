# Sorts the texts by length, in the model and for the predictions, and puts them back in order.
#
# start from: _quick

# %% model
class SentimentClassifier(nn.Module):
    def __init__(self, vocabulary_size):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary_size, 32)
        self.gru = nn.GRU(32, 32, batch_first=True)
        self.dropout = nn.Dropout(0.2)
        self.output = nn.Linear(32, 2)

    def forward(self, ids, lengths):
        lengths, order = lengths.sort(descending=True)
        packed = nn.utils.rnn.pack_padded_sequence(self.embedding(ids[order]), lengths, batch_first=True)
        _, last = self.gru(packed)
        return self.output(self.dropout(last[0][order.argsort()]))

# %% predict
def predict_probabilities(model, texts):
    encoded = [encode(text, vocabulary) for text in texts]
    order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
    answers = torch.empty(len(texts), 2)
    model.eval()
    with torch.no_grad():
        for start in range(0, len(order), 256):
            rows = order[start : start + 256]
            ids, lengths, _ = collate([(encoded[i], 0) for i in rows])
            answers[rows] = torch.softmax(model(ids, lengths), dim=-1)
    return answers
