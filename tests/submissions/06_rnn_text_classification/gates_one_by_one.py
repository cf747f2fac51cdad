# Computes each gate on its own with F.linear, and gathers the last states after the loop.
#
# start from: _quick

# %% gru_cell
class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        self.hidden_size = hidden_size
        self.weight_ih = nn.Parameter(torch.empty(3 * hidden_size, input_size))
        self.weight_hh = nn.Parameter(torch.empty(3 * hidden_size, hidden_size))
        self.bias_ih = nn.Parameter(torch.empty(3 * hidden_size))
        self.bias_hh = nn.Parameter(torch.empty(3 * hidden_size))
        for parameter in self.parameters():
            nn.init.uniform_(parameter, -1 / hidden_size**0.5, 1 / hidden_size**0.5)

    def gate(self, number, x, h):
        rows = slice(number * self.hidden_size, (number + 1) * self.hidden_size)
        from_x = nn.functional.linear(x, self.weight_ih[rows], self.bias_ih[rows])
        from_h = nn.functional.linear(h, self.weight_hh[rows], self.bias_hh[rows])
        return from_x, from_h

    def forward(self, x, h):
        r = sum(self.gate(0, x, h)).sigmoid()
        z = sum(self.gate(1, x, h)).sigmoid()
        from_x, from_h = self.gate(2, x, h)
        n = (from_x + r * from_h).tanh()
        return n + z * (h - n)

# %% last_states
def last_states(cell, hidden_size, embedded, lengths):
    h = torch.zeros(embedded.size(0), hidden_size)
    states = []
    for x in embedded[:, : lengths.max()].unbind(dim=1):
        h = cell(x, h)
        states.append(h)
    return torch.stack(states, dim=1)[torch.arange(len(lengths)), lengths - 1]
