# Takes the maximum over the states of a text's own words, instead of the last state.
#
# start from: _quick

# %% model
class SentimentClassifier(nn.Module):
    def __init__(self, vocabulary_size, embedding_size=64, hidden_size=32):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary_size, embedding_size, padding_idx=0)
        self.gru = nn.GRU(embedding_size, hidden_size, batch_first=True)
        self.dropout = nn.Dropout(0.5)
        self.output = nn.Linear(hidden_size, 2)

    def forward(self, ids, lengths):
        states, _ = self.gru(self.dropout(self.embedding(ids)))
        is_padding = torch.arange(ids.shape[1])[None, :] >= lengths[:, None]
        states = states.masked_fill(is_padding.unsqueeze(-1), float("-inf"))
        return self.output(self.dropout(states.amax(dim=1)))
