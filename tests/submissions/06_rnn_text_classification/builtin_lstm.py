# Uses PyTorch's LSTM on packed sequences.

# %% model
class SentimentClassifier(nn.Module):
    def __init__(self, vocabulary_size, embedding_size=64, hidden_size=48):
        super().__init__()
        self.embed = nn.Embedding(vocabulary_size, embedding_size, padding_idx=0)
        self.lstm = nn.LSTM(embedding_size, hidden_size, batch_first=True)
        self.drop = nn.Dropout(0.5)
        self.head = nn.Linear(hidden_size, 2)

    def forward(self, ids, lengths):
        x = self.drop(self.embed(ids))
        x = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        _, (h, c) = self.lstm(x)
        return self.head(self.drop(h[-1]))
