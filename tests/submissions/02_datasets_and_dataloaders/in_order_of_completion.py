# Hands the results out as they are completed.
#
# expect: read_ahead_test 0..1
# expect: read_ahead_window_test 0..1
# expect: collate_test 2
# says: the order of the names, not that in which reads end

# %% read_ahead
from concurrent.futures import as_completed


def read_ahead(read, names, num_threads=4):
    with ThreadPoolExecutor(num_threads) as pool:
        futures = [pool.submit(read, name) for name in names]
        for future in as_completed(futures):
            yield future.result()
