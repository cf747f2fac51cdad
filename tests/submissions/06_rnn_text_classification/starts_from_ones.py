# Starts from a state of ones.
#
# start from: _quick
# expect: last_states_test 0

# %% last_states
def last_states(cell, hidden_size, embedded, lengths):
    h = torch.ones(len(embedded), hidden_size)
    for step in range(int(lengths.max())):
        h = torch.where((step < lengths).unsqueeze(1), cell(embedded[:, step], h), h)
    return h
