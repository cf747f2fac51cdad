# Lets the executor's map do it, which draws all names at once.
#
# expect: read_ahead_window_test 1
# says: how many names are drawn before the first result

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    with ThreadPoolExecutor(num_threads) as pool:
        yield from pool.map(read, names)
