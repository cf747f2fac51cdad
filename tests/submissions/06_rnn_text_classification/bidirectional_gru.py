# Reads each text in both directions.
#
# start from: _quick

# %% model
class SentimentClassifier(nn.Module):
    def __init__(self, vocabulary_size, embedding_size=48, hidden_size=24):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary_size, embedding_size, padding_idx=0)
        self.gru = nn.GRU(embedding_size, hidden_size, batch_first=True, bidirectional=True)
        self.dropout = nn.Dropout(0.5)
        self.output = nn.Linear(2 * hidden_size, 2)

    def forward(self, ids, lengths):
        embedded = self.dropout(self.embedding(ids))
        packed = nn.utils.rnn.pack_padded_sequence(embedded, lengths, batch_first=True, enforce_sorted=False)
        _, (forward, backward) = self.gru(packed)
        return self.output(self.dropout(torch.cat([forward, backward], dim=1)))
