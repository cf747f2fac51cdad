# Keeps the parameters itself, and calls PyTorch's function for the step by a name that nobody can read in the code.
#
# start from: _quick
# expect: gru_cell_test 0

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
        step = getattr(torch, "_".join(reversed(["cell", "gru"])))
        return step(x, h, self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh)
