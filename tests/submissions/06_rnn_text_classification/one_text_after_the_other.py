# Runs the cell over each text on its own.
#
# start from: _quick
# expect: last_states_test 3/2

# %% last_states
def last_states(cell, hidden_size, embedded, lengths):
    states = []
    for text, length in zip(embedded, lengths.tolist()):
        h = torch.zeros(1, hidden_size)
        for step in range(length):
            h = cell(text[step : step + 1], h)
        states.append(h)
    return torch.cat(states)
