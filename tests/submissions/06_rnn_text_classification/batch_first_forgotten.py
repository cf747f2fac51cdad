# Forgets batch_first: the network reads across the texts of the batch.
#
# start from: _quick
# expect: model_padding_test 0
# expect: model_order_test 0

# %% model
class SentimentClassifier(nn.Module):
    def __init__(self, vocabulary_size, embedding_size=32, hidden_size=32, num_classes=2):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary_size, embedding_size)
        self.gru = nn.GRU(embedding_size, hidden_size)
        self.dropout = nn.Dropout(0.3)
        self.output = nn.Linear(hidden_size, num_classes)

    def forward(self, ids, lengths):
        states, _ = self.gru(self.embedding(ids))
        return self.output(self.dropout(states[torch.arange(len(ids)), lengths - 1]))
