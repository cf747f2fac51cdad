# Leaves the number of threads to the pool.
#
# expect: read_ahead_window_test 1
# says: How many threads does the pool have?

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    waiting = deque()
    with ThreadPoolExecutor() as pool:
        for name in names:
            waiting.append(pool.submit(read, name))
            if len(waiting) == num_threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
