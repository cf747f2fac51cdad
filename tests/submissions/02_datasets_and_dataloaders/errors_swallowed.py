# Hands out None where a read fails.
#
# expect: read_ahead_test 1.5
# says: a thread's exception waits in its future

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    waiting = deque()

    def result():
        future = waiting.popleft()
        return None if future.exception() else future.result()

    with ThreadPoolExecutor(num_threads) as pool:
        for name in names:
            waiting.append(pool.submit(read, name))
            if len(waiting) >= num_threads:
                yield result()
        while waiting:
            yield result()
