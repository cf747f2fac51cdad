# Builds the model on the hand-written GRU cell and last_states.

# %% model
class SentimentClassifier(nn.Module):
    def __init__(self, vocabulary_size, embedding_size=64, hidden_size=32, num_classes=2):
        super().__init__()
        self.hidden_size = hidden_size
        self.embedding = nn.Embedding(vocabulary_size, embedding_size, padding_idx=0)
        self.cell = GRUCell(embedding_size, hidden_size)
        self.dropout = nn.Dropout(0.5)
        self.output = nn.Linear(hidden_size, num_classes)

    def forward(self, ids, lengths):
        embedded = self.dropout(self.embedding(ids))
        h = last_states(self.cell, self.hidden_size, embedded, lengths)
        return self.output(self.dropout(h))
