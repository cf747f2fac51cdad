# Needs the sizes as arguments.
#
# start from: _quick
# expect: save_load_test 2/3
# expect: model_test 0
# expect: model_padding_test 0
# expect: model_order_test 0

# %% model
class SentimentClassifier(nn.Module):
    def __init__(self, vocabulary_size, embedding_size, hidden_size):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary_size, embedding_size, padding_idx=0)
        self.gru = nn.GRU(embedding_size, hidden_size, batch_first=True)
        self.dropout = nn.Dropout(0.5)
        self.output = nn.Linear(hidden_size, 2)

    def forward(self, ids, lengths):
        embedded = self.dropout(self.embedding(ids))
        packed = nn.utils.rnn.pack_padded_sequence(embedded, lengths.cpu(), batch_first=True, enforce_sorted=False)
        return self.output(self.dropout(self.gru(packed)[1][-1]))

# %% training
vocabulary = build_vocabulary(train_set.texts)
model = SentimentClassifier(len(vocabulary), 64, 64)
history = {"train_loss": [1.0, 0.9], "train_accuracy": [0.5, 0.6], "validation_accuracy": [0.5, 0.6]}
