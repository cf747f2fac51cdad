# Asks how many names there are, which not everything that a loop takes can say.
#
# expect: read_ahead_window_test 0

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    with ThreadPoolExecutor(num_threads) as pool:
        futures = deque(pool.submit(read, name) for name in names[:num_threads])
        for place in range(len(names)):
            yield futures.popleft().result()
            if place + num_threads < len(names):
                futures.append(pool.submit(read, names[place + num_threads]))
