# Has deleted two test cells, one of them below a wrong answer.
#
# start from: _quick
# delete: encode_test
# delete: last_states_test
# expect: last_states_test 0
# says: 'last_states_test' was deleted; it was put back

# %% last_states
def last_states(cell, hidden_size, embedded, lengths):
    return torch.zeros(len(embedded), hidden_size)
