# Calls its own helpers and attributes what PyTorch and the course call theirs.
#
# start from: _quick

# %% collate
def pad_batch(sequences, longest):
    return [list(ids) + [0] * (longest - len(ids)) for ids in sequences]


def collate(batch):
    Vocabulary = max(len(ids) for ids, _ in batch)
    lengths = [len(ids) for ids, _ in batch]
    labels = [label for _, label in batch]
    return tuple(map(torch.tensor, (pad_batch([ids for ids, _ in batch], Vocabulary), lengths, labels)))

# %% gru_cell
class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        gru = hidden_size**-0.5
        for name, columns in (("weight_ih", [input_size]), ("weight_hh", [hidden_size]), ("bias_ih", []), ("bias_hh", [])):
            self.register_parameter(name, nn.Parameter((2 * torch.rand(3 * hidden_size, *columns) - 1) * gru))

    def gru_cell(self, x, h):
        x_r, x_z, x_n = nn.functional.linear(x, self.weight_ih, self.bias_ih).split(h.shape[1], dim=1)
        h_r, h_z, h_n = nn.functional.linear(h, self.weight_hh, self.bias_hh).split(h.shape[1], dim=1)
        z = (x_z + h_z).sigmoid()
        GRU = (x_n + (x_r + h_r).sigmoid() * h_n).tanh()
        return GRU + z * (h - GRU)

    def forward(self, x, h):
        return self.gru_cell(x, h)

# %% train_epoch
def train_epoch(model, batches, optimizer):
    def fit(ids, lengths, labels):
        logits = model(ids, lengths)
        loss = nn.functional.cross_entropy(logits, labels)
        model.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), max_norm=1)
        optimizer.step()
        return loss.item() * len(labels), int((logits.argmax(1) == labels).sum()), len(labels)

    model.train()
    totals = torch.tensor([fit(*batch) for batch in batches], dtype=torch.float64).sum(dim=0)
    return (totals[0] / totals[2]).item(), (totals[1] / totals[2]).item()
