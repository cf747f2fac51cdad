# Reads one file after the other.
#
# expect: read_ahead_test 0
# expect: read_ahead_window_test 0
# says: there is just one read at a time

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    for name in names:
        yield read(name)
