# Uses regular expressions, NumPy and threads without a pool.

# %% added above imports
import math
import random
import re
import threading
import warnings
from collections import Counter

import numpy as np

# %% parse_line
def parse_line(line, class_ids):
    match = re.fullmatch(r"([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)", line.rstrip())
    match = match or re.fullmatch(r"([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)", line.strip("\r\n"))
    if match is None:
        raise ValueError(line)
    species, *texts = (group.strip().casefold() for group in match.groups())
    try:
        label = class_ids[species]
    except KeyError:
        raise ValueError(f"species {species}") from None
    return label, [None if text in {"", "?", "na"} else float(text.replace(",", ".")) for text in texts]

# %% dataset
class Measurements(Dataset):
    def __init__(self, path, parse, transform=None):
        self.transform = transform
        self.rows = {}
        dropped = Counter(unreadable=0, duplicate=0, contradiction=0)
        lines_of = Counter()
        with open(path, encoding="utf-8") as file:
            file.readline()
            for line in file:
                if line.isspace():
                    continue
                try:
                    label, values = parse(line)
                except ValueError:
                    dropped["unreadable"] += 1
                    continue
                key = tuple(values)
                lines_of[key] += 1
                if self.rows.setdefault(key, label) != label:
                    self.rows[key] = None  # not removed: the next of these lines must find it
        for key, number in lines_of.items():
            if self.rows[key] is None:
                del self.rows[key]
                dropped["contradiction"] += number
            else:
                dropped["duplicate"] += number - 1
        self.dropped = dropped
        self.values = torch.tensor(np.array(list(self.rows), dtype=np.float32))
        self.labels = list(self.rows.values())

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        values = self.values[index].clone()
        return (self.transform(values) if self.transform is not None else values), self.labels[index]

# %% standardise
def standardise(train, *others):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mean, spread = np.nanmean(train.numpy(), axis=0), np.nanstd(train.numpy(), axis=0, ddof=1)
    spread[~(spread > 0)] = 1
    return [torch.from_numpy(np.nan_to_num((part.numpy() - mean) / spread)) for part in (train, *others)]

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    rng = np.random.default_rng(seed)
    labels = np.asarray(labels)
    train, held_out = [], []
    for label in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == label))
        num = len(members) // k
        held_out.append(members[:num])
        train.append(members[num:])
    return np.concatenate(train), np.concatenate(held_out)

# %% collate
def collate(samples, padding_id=0):
    all_ids, labels = zip(*samples)
    lengths = [len(ids) for ids in all_ids]
    longest = max(lengths)
    rows = [list(ids) + [padding_id] * (longest - len(ids)) for ids in all_ids]
    return torch.tensor(rows, dtype=torch.int64), torch.LongTensor(lengths), torch.LongTensor(labels)

# %% bucket_sampler
class BucketBatchSampler:
    """Sorts pools of a random size, in a pure function of the seed and the number of the epoch."""

    def __init__(self, lengths, batch_size, seed=0):
        self.lengths, self.batch_size, self.seed, self.epoch = list(lengths), batch_size, seed, 0

    def __len__(self):
        return math.ceil(len(self.lengths) / self.batch_size)

    def __iter__(self):
        rng = random.Random(f"{self.seed}, epoch {self.epoch}")
        self.epoch += 1
        indices = list(range(len(self.lengths)))
        rng.shuffle(indices)
        pools = len(indices) // (rng.randint(8, 12) * self.batch_size) + 1
        by_length = [i for pool in range(pools) for i in sorted(indices[pool::pools], key=self.lengths.__getitem__)]
        batches = list(torch.tensor(by_length).split(self.batch_size))
        rng.shuffle(batches)
        for batch in batches:
            yield batch.tolist()

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    results = {}
    changed = threading.Condition()

    def work(place, name):
        try:
            outcome = True, read(name)
        except Exception as error:
            outcome = False, error
        with changed:
            results[place] = outcome
            changed.notify_all()

    names, begun, taken = iter(names), 0, 0
    while True:
        while begun < taken + num_threads:
            try:
                name = next(names)
            except StopIteration:
                break
            threading.Thread(target=work, args=(begun, name), daemon=True).start()
            begun += 1
        if taken == begun:
            return
        with changed:
            changed.wait_for(lambda: taken in results)
            good, result = results.pop(taken)
        if not good:
            raise result
        taken += 1
        yield result
