# Lets PyTorch's GRU run over the padding, without packing, and picks the state after each text's last word.
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
        states, _ = self.gru(self.embedding(ids))
        index = (lengths - 1).view(-1, 1, 1).expand(-1, 1, states.size(2))
        return self.output(self.dropout(states.gather(1, index).squeeze(1)))
