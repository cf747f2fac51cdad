# Computes nothing: returns its input, zeros, or constants.
#
# expect: all 0

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    return {"[PAD]": 0, "[UNK]": 1}


# %% encode
def encode(text, vocabulary, max_words=50):
    return [1]


# %% collate
def collate(batch):
    zeros = torch.zeros(len(batch), dtype=torch.long)
    return zeros, zeros, zeros


# %% gru_cell
class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.weight_ih = nn.Parameter(torch.rand(3 * hidden_size, input_size) / 10 - 0.05)

    def forward(self, x, h):
        return h


# %% last_states
def last_states(cell, hidden_size, embedded, lengths):
    return torch.zeros(len(embedded), hidden_size)


# %% model
class SentimentClassifier(nn.Module):
    def __init__(self, vocabulary_size):
        super().__init__()
        self.zero = nn.Parameter(torch.zeros(2))

    def forward(self, ids, lengths):
        return self.zero.expand(len(ids), 2)


# %% train_epoch
def train_epoch(model, batches, optimizer):
    model.train()
    return 0.0, 0.0


# %% evaluate
def evaluate(model, batches):
    model.eval()
    return 0.0, 0.0


# %% training
vocabulary = {"[PAD]": 0, "[UNK]": 1}
model = SentimentClassifier(2)
history = {"train_loss": [1.0, 0.5], "train_accuracy": [0.5, 0.6], "validation_accuracy": [0.5, 0.6]}


# %% predict
def predict_probabilities(model, texts):
    return torch.full((len(texts), 2), 0.5)


# %% curves
def plot_curves(history):
    return plt.figure()


# %% save_load
def save_model(model, path):
    torch.save({}, path)


def load_model(path):
    return SentimentClassifier(2).eval()
