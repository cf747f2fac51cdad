# Lets the last layer begin with zeros, and draws the embedding from a narrow distribution.
#
# start from: _quick

# %% model
class SentimentClassifier(nn.Module):
    def __init__(self, vocabulary_size, width=48, num_classes=2):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary_size, width)
        nn.init.normal_(self.embedding.weight, std=0.001)
        self.gru = nn.GRU(width, width, batch_first=True)
        self.output = nn.Linear(width, num_classes)
        nn.init.zeros_(self.output.weight)
        nn.init.zeros_(self.output.bias)

    def forward(self, ids, lengths):
        packed = nn.utils.rnn.pack_padded_sequence(
            self.embedding(ids), lengths.cpu(), batch_first=True, enforce_sorted=False
        )
        _, last = self.gru(packed)
        return self.output(nn.functional.dropout(last[-1], 0.3, training=self.training))
