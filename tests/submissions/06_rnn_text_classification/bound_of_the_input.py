# Takes the bound of the first weights from the size of the input.
#
# start from: _quick
# expect: gru_cell_test 12/5

# %% gru_cell
class GRUCell(nn.Module):
    def __init__(self, input_size, hidden_size):
        super().__init__()
        shapes = {"weight_ih": (input_size,), "weight_hh": (hidden_size,), "bias_ih": (), "bias_hh": ()}
        for name, shape in shapes.items():
            first = torch.empty(3 * hidden_size, *shape).uniform_(-(input_size**-0.5), input_size**-0.5)
            setattr(self, name, nn.Parameter(first))

    def forward(self, x, h):
        x_r, x_z, x_n = (x @ self.weight_ih.T + self.bias_ih).chunk(3, dim=1)
        h_r, h_z, h_n = (h @ self.weight_hh.T + self.bias_hh).chunk(3, dim=1)
        r, z = torch.sigmoid(x_r + h_r), torch.sigmoid(x_z + h_z)
        return (1 - z) * torch.tanh(x_n + r * h_n) + z * h
