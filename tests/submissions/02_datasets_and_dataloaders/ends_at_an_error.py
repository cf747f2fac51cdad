# Ends quietly where a read fails, as if there were no more names.
#
# expect: read_ahead_test 1.5
# says: a thread's exception waits in its future

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    waiting = deque()
    with ThreadPoolExecutor(num_threads) as pool:
        for name in names:
            waiting.append(pool.submit(read, name))
            if len(waiting) >= num_threads:
                try:
                    yield waiting.popleft().result()
                except ValueError as error:
                    print(error)
                    return
        for future in waiting:
            yield future.result()
