# Has solved tasks 1 to 4 and left the rest as it was released.
#
# start from: blank
# expect: all 0
# expect: build_vocabulary_test 2
# expect: encode_test 1
# expect: collate_test 1
# expect: gru_cell_test 3
# expect: last_states_test 2

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    counts = Counter()
    for text in texts:
        counts.update(words(text))
    vocabulary = {"[PAD]": 0, "[UNK]": 1}
    for word in sorted(counts, key=lambda word: (-counts[word], word)):
        if counts[word] >= min_count:
            vocabulary[word] = len(vocabulary)
    return vocabulary

# %% encode
def encode(text, vocabulary, max_words=40):
    ids = []
    for word in words(text)[:max_words]:
        ids.append(vocabulary[word] if word in vocabulary else 1)
    return ids if ids else [1]

# %% collate
def collate(batch):
    lengths = torch.tensor([len(ids) for ids, label in batch])
    ids = torch.zeros(len(batch), lengths.max(), dtype=torch.long)
    for row, (numbers, label) in zip(ids, batch):
        row[: len(numbers)] = torch.tensor(numbers)
    return ids, lengths, torch.tensor([label for numbers, label in batch])

# %% gru_cell
class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        k = 1 / hidden_size**0.5
        self.weight_ih = nn.Parameter((2 * torch.rand(3 * hidden_size, input_size) - 1) * k)
        self.weight_hh = nn.Parameter((2 * torch.rand(3 * hidden_size, hidden_size) - 1) * k)
        self.bias_ih = nn.Parameter((2 * torch.rand(3 * hidden_size) - 1) * k)
        self.bias_hh = nn.Parameter((2 * torch.rand(3 * hidden_size) - 1) * k)

    def forward(self, x, h):
        xr, xz, xn = (x @ self.weight_ih.T + self.bias_ih).chunk(3, 1)
        hr, hz, hn = (h @ self.weight_hh.T + self.bias_hh).chunk(3, 1)
        r, z = torch.sigmoid(xr + hr), torch.sigmoid(xz + hz)
        return (1 - z) * torch.tanh(xn + r * hn) + z * h

# %% last_states
def last_states(cell, hidden_size, embedded, lengths):
    h = torch.zeros(embedded.shape[0], hidden_size)
    for t in range(lengths.max()):
        mask = (lengths > t).float()[:, None]
        h = mask * cell(embedded[:, t], h) + (1 - mask) * h
    return h
