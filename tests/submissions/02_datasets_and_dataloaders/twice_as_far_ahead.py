# Lets twice as many results wait as it may.
#
# expect: read_ahead_window_test 1
# says: at most num_threads names ahead

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    waiting = deque()
    with ThreadPoolExecutor(num_threads) as pool:
        for name in names:
            waiting.append(pool.submit(read, name))
            if len(waiting) >= 2 * num_threads:
                yield waiting.popleft().result()
        for future in waiting:
            yield future.result()
