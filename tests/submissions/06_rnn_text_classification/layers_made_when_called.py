# Uses a lazy linear layer, two recurrent layers with dropout between them, and a norm.
#
# start from: _quick

# %% model
class SentimentClassifier(nn.Module):
    def __init__(self, vocabulary_size, hidden_size=32, num_classes=2):
        super().__init__()
        self.read = nn.Embedding(vocabulary_size, 32, padding_idx=0)
        self.lstm = nn.LSTM(32, hidden_size, num_layers=2, dropout=0.2, batch_first=True)
        self.norm = nn.LayerNorm(hidden_size)
        self.score = nn.LazyLinear(num_classes)
        with torch.no_grad():
            self.score(torch.zeros(1, hidden_size))

    def forward(self, ids, lengths):
        packed = nn.utils.rnn.pack_padded_sequence(
            self.read(ids), lengths.cpu(), batch_first=True, enforce_sorted=False
        )
        _, (last, _) = self.lstm(packed)
        return self.score(self.norm(last[-1]))
