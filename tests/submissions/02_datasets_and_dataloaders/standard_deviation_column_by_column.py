# Is right, column by column with torch.std, and reads ahead with islice.

# %% standardise
def standardise(train, *others):
    results = [part.clone() for part in (train, *others)]
    for column in range(train.shape[1]):
        known = train[:, column][~train[:, column].isnan()]
        varies = len(known) > 1 and known.min() < known.max()
        spread = known.std() if varies else torch.tensor(1.0)
        for result in results:
            scaled = (result[:, column] - known.mean()) / spread
            result[:, column] = torch.where(scaled.isnan(), torch.zeros_like(scaled), scaled)
    return results

# %% read_ahead
import itertools


def read_ahead(read, names, num_threads=4):
    names = iter(names)
    pool = ThreadPoolExecutor(max_workers=num_threads)
    try:
        futures = deque(pool.submit(read, name) for name in itertools.islice(names, num_threads))
        while futures:
            yield futures.popleft().result()
            futures.extend(pool.submit(read, name) for name in itertools.islice(names, 1))
    finally:
        pool.shutdown(cancel_futures=True)
