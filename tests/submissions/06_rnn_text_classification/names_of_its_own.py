# Calls the parameters something else.
#
# start from: _quick
# expect: gru_cell_test 0

# %% gru_cell
class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        bound = hidden_size**-0.5
        self.w_x = nn.Parameter(torch.empty(3 * hidden_size, input_size).uniform_(-bound, bound))
        self.w_h = nn.Parameter(torch.empty(3 * hidden_size, hidden_size).uniform_(-bound, bound))
        self.b_x = nn.Parameter(torch.empty(3 * hidden_size).uniform_(-bound, bound))
        self.b_h = nn.Parameter(torch.empty(3 * hidden_size).uniform_(-bound, bound))

    def forward(self, x, h):
        x_r, x_z, x_n = (x @ self.w_x.T + self.b_x).chunk(3, dim=1)
        h_r, h_z, h_n = (h @ self.w_h.T + self.b_h).chunk(3, dim=1)
        r, z = torch.sigmoid(x_r + h_r), torch.sigmoid(x_z + h_z)
        return (1 - z) * torch.tanh(x_n + r * h_n) + z * h
