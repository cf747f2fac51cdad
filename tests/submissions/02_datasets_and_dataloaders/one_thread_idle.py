# Is off by one: keeps one read too few under way.
#
# expect: read_ahead_window_test 1
# says: the read of file

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    waiting = deque()
    with ThreadPoolExecutor(num_threads) as pool:
        for name in names:
            waiting.append(pool.submit(read, name))
            if len(waiting) >= num_threads - 1:
                yield waiting.popleft().result()
        for future in waiting:
            yield future.result()
