# Has replaced the test cells below two wrong answers by the points and by nothing, and one below a right answer too.
#
# start from: _quick
# expect: gru_cell_test 0
# expect: last_states_test 0
# says: 'last_states_test' was changed; the original was used

# %% encode_test
pass

# %% gru_cell
GRUCell = nn.RNNCell

# %% gru_cell_test
3.0

# %% last_states
def last_states(cell, hidden_size, embedded, lengths):
    return None

# %% last_states_test
pass
