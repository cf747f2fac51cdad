# Reads a group of names, waits for all of it, and goes on with the next group.
#
# expect: read_ahead_window_test 1
# says: do they wait for a whole group?

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    with ThreadPoolExecutor(num_threads) as pool:
        group = []
        for name in names:
            group.append(name)
            if len(group) == num_threads:
                yield from pool.map(read, group)
                group = []
        yield from pool.map(read, group)
