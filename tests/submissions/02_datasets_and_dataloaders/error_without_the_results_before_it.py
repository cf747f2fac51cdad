# Looks for errors in all reads that have begun before it hands out a result.
#
# expect: read_ahead_test 1.5

# %% read_ahead
from concurrent.futures import wait


def read_ahead(read, names, num_threads=4):
    waiting = deque()
    with ThreadPoolExecutor(num_threads) as pool:
        for name in names:
            waiting.append(pool.submit(read, name))
            if len(waiting) == num_threads:
                yield waiting.popleft().result()
                wait(waiting, timeout=0.05)
                for future in waiting:
                    if future.done() and future.exception() is not None:
                        raise future.exception()
        while waiting:
            yield waiting.popleft().result()
