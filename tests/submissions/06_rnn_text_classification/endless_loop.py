# Has an endless loop in a helper that one answer uses.
#
# start from: _quick
# limits: cell_seconds=10
# expect: last_states_test 0
# status: partly graded
# says: was stopped

# %% last_states
def steps_left(lengths):
    left = lengths.max()
    while left > 0:
        left - 1
    return left


def last_states(cell, hidden_size, embedded, lengths):
    h = torch.zeros(len(embedded), hidden_size)
    while steps_left(lengths):
        h = cell(embedded[:, 0], h)
    return h
