# Has a syntax error in one answer.
#
# start from: _quick
# expect: last_states_test 0
# says: NameError

# %% last_states
def last_states(cell, hidden_size, embedded, lengths)
    h = torch.zeros(len(embedded), hidden_size)
    for step in range(int(lengths.max())):
        running = (lengths > step).unsqueeze(1)
        h = torch.where(running, cell(embedded[:, step], h), h)
    return h
