# Does nothing: every answer returns what it was given.
#
# expect: all 0

# %% parse_line
def parse_line(line, class_ids):
    return line

# %% dataset
class Measurements(Dataset):
    def __init__(self, path, parse, transform=None):
        self.dropped = {"unreadable": 0, "duplicate": 0, "contradiction": 0}

    def __len__(self):
        return 1

    def __getitem__(self, index):
        return index, index

# %% standardise
def standardise(train, *others):
    return [train, *others]

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    return list(range(len(labels))), []

# %% collate
def collate(samples, padding_id=0):
    return samples

# %% bucket_sampler
class BucketBatchSampler:
    def __init__(self, lengths, batch_size, seed=0):
        self.lengths = lengths

    def __len__(self):
        return 1

    def __iter__(self):
        yield list(range(len(self.lengths)))

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    yield from names
