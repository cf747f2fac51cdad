# Does nothing: every answer raises ValueError.
#
# expect: all 0

# %% parse_line
def parse_line(line, class_ids):
    raise ValueError("no")

# %% dataset
class Measurements(Dataset):
    def __init__(self, path, parse, transform=None):
        self.dropped = {"unreadable": 0, "duplicate": 0, "contradiction": 0}

    def __len__(self):
        return 1

    def __getitem__(self, index):
        raise ValueError("no")

# %% standardise
def standardise(train, *others):
    raise ValueError("no")

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    raise ValueError("no")

# %% collate
def collate(samples, padding_id=0):
    raise ValueError("no")

# %% bucket_sampler
class BucketBatchSampler:
    def __init__(self, lengths, batch_size, seed=0):
        self.lengths = lengths

    def __len__(self):
        return 1

    def __iter__(self):
        raise ValueError("no")

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    raise ValueError("no")
