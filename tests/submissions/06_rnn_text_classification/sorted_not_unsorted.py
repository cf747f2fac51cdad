# Sorts the batch by length in the model, and does not sort the logits back.
#
# start from: _quick
# expect: model_padding_test 0
# expect: model_order_test 0

# %% model
class SentimentClassifier(nn.Module):
    def __init__(self, vocabulary_size, embedding_size=32, hidden_size=32, num_classes=2):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary_size, embedding_size)
        self.gru = nn.GRU(embedding_size, hidden_size, batch_first=True)
        self.dropout = nn.Dropout(0.3)
        self.output = nn.Linear(hidden_size, num_classes)

    def forward(self, ids, lengths):
        lengths, order = lengths.sort(descending=True)
        packed = nn.utils.rnn.pack_padded_sequence(self.embedding(ids[order]), lengths, batch_first=True)
        _, last = self.gru(packed)
        return self.output(self.dropout(last[-1]))
