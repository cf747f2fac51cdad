# Draws one name more than it may before the first result is handed out.
#
# expect: read_ahead_window_test 1

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    waiting = deque()
    with ThreadPoolExecutor(num_threads) as pool:
        for name in names:
            waiting.append(pool.submit(read, name))
            if len(waiting) == num_threads + 2:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
