# Has replaced a test cell below a wrong answer by one that asks nothing, and another by one that gives the points itself.
#
# start from: _quick
# expect: gru_cell_test 0
# expect: last_states_test 0
# says: 'last_states_test' was changed; the original was used

# %% gru_cell
GRUCell = nn.RNNCell

# %% gru_cell_test
3.0

# %% last_states
def last_states(cell, hidden_size, embedded, lengths):
    return None

# %% last_states_test
pass
