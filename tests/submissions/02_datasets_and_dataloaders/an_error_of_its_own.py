# Raises another exception for the one that a read raised.
#
# expect: read_ahead_test 1.5

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    waiting = deque()
    with ThreadPoolExecutor(num_threads) as pool:
        try:
            for name in names:
                waiting.append(pool.submit(read, name))
                if len(waiting) == num_threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except ValueError as error:
            raise RuntimeError("a file cannot be read") from error
