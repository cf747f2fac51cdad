# Collects everything into a list, so that an error costs the results before it.
#
# expect: read_ahead_test 1.5
# expect: read_ahead_window_test 1
# says: found 0
# says: at most num_threads names ahead

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    with ThreadPoolExecutor(num_threads) as pool:
        futures = [pool.submit(read, name) for name in names]
        return [future.result() for future in futures]
