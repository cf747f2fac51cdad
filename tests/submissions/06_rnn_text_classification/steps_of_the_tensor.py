# Takes as many steps as the tensor is wide; the states are right.
#
# start from: _quick
# expect: last_states_test 1.5

# %% last_states
def last_states(cell, hidden_size, embedded, lengths):
    h = torch.zeros(len(embedded), hidden_size)
    for step in range(embedded.shape[1]):
        running = (lengths > step).unsqueeze(1)
        h = torch.where(running, cell(embedded[:, step], h), h)
    return h
