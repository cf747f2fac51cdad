# Runs over the whole padded batch, and returns the state at its end.
#
# start from: _quick
# expect: last_states_test 0.5

# %% last_states
def last_states(cell, hidden_size, embedded, lengths):
    h = torch.zeros(len(embedded), hidden_size)
    for step in range(embedded.shape[1]):
        h = cell(embedded[:, step], h)
    return h
