# Reads each file once to see whether it can be read, and once more for the result.
#
# expect: read_ahead_test 1.5
# expect: read_ahead_window_test 1
# says: ask for each result once

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    waiting = deque()
    with ThreadPoolExecutor(num_threads) as pool:
        for name in names:
            pool.submit(read, name)
            waiting.append(pool.submit(read, name))
            if len(waiting) >= num_threads:
                yield waiting.popleft().result()
        for future in waiting:
            yield future.result()
