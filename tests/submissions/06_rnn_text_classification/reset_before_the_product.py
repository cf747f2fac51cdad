# Resets the state before the matrix product, as in another form of the GRU.
#
# start from: _quick
# expect: gru_cell_test 6/5

# %% gru_cell
class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        k = hidden_size**-0.5
        self.weight_ih = nn.Parameter(torch.empty(3 * hidden_size, input_size).uniform_(-k, k))
        self.weight_hh = nn.Parameter(torch.empty(3 * hidden_size, hidden_size).uniform_(-k, k))
        self.bias_ih = nn.Parameter(torch.empty(3 * hidden_size).uniform_(-k, k))
        self.bias_hh = nn.Parameter(torch.empty(3 * hidden_size).uniform_(-k, k))

    def forward(self, x, h):
        size = h.shape[1]
        gates = x @ self.weight_ih.T + self.bias_ih + h @ self.weight_hh.T + self.bias_hh
        r, z = torch.sigmoid(gates[:, : 2 * size]).chunk(2, dim=1)
        from_x = x @ self.weight_ih[2 * size :].T + self.bias_ih[2 * size :]
        n = torch.tanh(from_x + (r * h) @ self.weight_hh[2 * size :].T + self.bias_hh[2 * size :])
        return (1 - z) * n + z * h
