# Hands the work to PyTorch's own cell.
#
# start from: _quick
# expect: gru_cell_test 0
# says: write its equations out

# %% gru_cell
class GRUCell(nn.GRUCell):
    """The state after one more word."""
