# Stops at the longest text, but lets the shorter ones read on over their padding.
#
# start from: _quick
# expect: last_states_test 1.5

# %% last_states
def last_states(cell, hidden_size, embedded, lengths):
    h = torch.zeros(len(embedded), hidden_size)
    for step in range(int(lengths.max())):
        h = cell(embedded[:, step], h)
    return h
