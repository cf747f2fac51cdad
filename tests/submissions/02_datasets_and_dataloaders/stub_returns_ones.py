# Does nothing: every answer returns ones.
#
# expect: all 0

# %% parse_line
def parse_line(line, class_ids):
    return 1, [1.0, 1.0, 1.0]

# %% dataset
class Measurements(Dataset):
    def __init__(self, path, parse, transform=None):
        self.dropped = {"unreadable": 0, "duplicate": 0, "contradiction": 0}

    def __len__(self):
        return 1

    def __getitem__(self, index):
        return torch.ones(2), 1

# %% standardise
def standardise(train, *others):
    return [torch.ones_like(part) for part in (train, *others)]

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    return [1], [1]

# %% collate
def collate(samples, padding_id=0):
    return (torch.ones(len(samples), dtype=torch.int64),) * 3

# %% bucket_sampler
class BucketBatchSampler:
    def __init__(self, lengths, batch_size, seed=0):
        self.lengths = lengths

    def __len__(self):
        return 1

    def __iter__(self):
        yield [1]

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    yield from (1 for _ in names)
