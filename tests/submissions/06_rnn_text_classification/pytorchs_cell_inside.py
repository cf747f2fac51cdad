# Wraps PyTorch's own cell, and hands its parameters out under the names that were asked for.
#
# start from: _quick
# expect: gru_cell_test 0
# says: write its equations out

# %% gru_cell
class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        cell = nn.GRUCell(input_size, hidden_size)
        self.weight_ih, self.weight_hh = cell.weight_ih, cell.weight_hh
        self.bias_ih, self.bias_hh = cell.bias_ih, cell.bias_hh
        self.inner = cell

    def forward(self, x, h):
        return self.inner(x, h)
