# Prints and warns wherever possible; all answers are right.

# %% standardise
import warnings


def standardise(train, *others):
    warnings.warn("about to standardise", UserWarning, stacklevel=1)
    known = [train[:, i][~train[:, i].isnan()] for i in range(train.shape[1])]
    print("known values:", [len(column) for column in known])
    mean = torch.stack([column.mean() for column in known])
    spread = torch.stack([column.std() for column in known])  # torch warns where there is a single value
    spread = torch.nan_to_num(spread, nan=1.0)
    spread[spread == 0] = 1
    return [torch.nan_to_num((part - mean) / spread, nan=0.0) for part in [train, *others]]


20.0

# %% read_ahead
import sys


def read_ahead(read, names, num_threads=4):
    def noted(name):
        print("reading", name, file=sys.stderr)
        return read(name)

    with ThreadPoolExecutor(num_threads) as pool:
        under_way = []
        for number, name in enumerate(names):
            under_way.append(pool.submit(noted, name))
            if number >= num_threads - 1:
                print("handing out", number)
                yield under_way.pop(0).result()
        yield from (future.result() for future in under_way)
