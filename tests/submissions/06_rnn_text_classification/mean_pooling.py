# Averages the embeddings of a text's words; there is no recurrent layer.
#
# start from: _quick
# expect: model_order_test 0

# %% model
class SentimentClassifier(nn.Module):
    def __init__(self, vocabulary_size, embedding_size=32, hidden_size=32, num_classes=2):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary_size, embedding_size)
        self.hidden = nn.Linear(embedding_size, hidden_size)
        self.dropout = nn.Dropout(0.3)
        self.output = nn.Linear(hidden_size, num_classes)

    def forward(self, ids, lengths):
        mask = (torch.arange(ids.shape[1]) < lengths.unsqueeze(1)).unsqueeze(2)
        mean = (self.embedding(ids) * mask).sum(dim=1) / lengths.unsqueeze(1)
        return self.output(self.dropout(torch.relu(self.hidden(mean))))
