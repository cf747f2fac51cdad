# Forgets the results that are under way when the names end.
#
# expect: read_ahead_test 1
# expect: read_ahead_window_test 1
# says: are the last results handed out

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    waiting = deque()
    with ThreadPoolExecutor(num_threads) as pool:
        for name in names:
            waiting.append(pool.submit(read, name))
            if len(waiting) >= num_threads:
                yield waiting.popleft().result()
