# Answers step by step, with loops and lists; sorts by length with noise.

# %% added above imports
import itertools
import random

# %% parse_line
def parse_line(line, class_ids):
    fields = line.rstrip("\n").split("\t")
    if len(fields) != 4:
        raise ValueError("not four fields")
    name = fields[0].strip().lower()
    label = class_ids.get(name)
    if label is None:
        raise ValueError("no such species: " + name)
    values = []
    for field in fields[1:]:
        field = field.strip()
        if field == "" or field == "?" or field.upper() == "NA":
            values.append(None)
        else:
            values.append(float(".".join(field.split(","))))
    return label, values

# %% dataset
class Measurements(Dataset):
    def __init__(self, path, parse, transform=None):
        self.transform = transform
        self.dropped = {"unreadable": 0, "duplicate": 0, "contradiction": 0}
        rows = []
        lines = Path(path).read_text(encoding="utf-8").split("\n")
        for line in lines[1:]:
            if line.strip() == "":
                continue
            try:
                rows.append(parse(line))
            except ValueError:
                self.dropped["unreadable"] += 1
        self.samples = []
        for number, (label, values) in enumerate(rows):
            equal = [other for other, other_values in rows if other_values == values]
            if any(other != label for other in equal):
                self.dropped["contradiction"] += 1
            elif any(other_values == values for _, other_values in rows[:number]):
                self.dropped["duplicate"] += 1
            else:
                numbers = [torch.nan if value is None else value for value in values]
                self.samples.append((torch.tensor(numbers, dtype=torch.float32), label))

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, index):
        values, label = self.samples[index]
        if self.transform:
            values = self.transform(values)
        return values, label

# %% standardise
def standardise(train, *others):
    results = [part.clone() for part in (train, *others)]
    for column in range(train.shape[1]):
        known = train[~train[:, column].isnan(), column]
        mean = known.mean()
        spread = known.std() if len(known) > 1 else torch.tensor(1.0)
        if spread == 0:
            spread = torch.tensor(1.0)
        for result in results:
            result[:, column] = (result[:, column] - mean) / spread
    for result in results:
        result[result.isnan()] = 0
    return results

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    rng = random.Random(seed)
    held_out = []
    for label in set(labels):
        members = [i for i in range(len(labels)) if labels[i] == label]
        held_out.extend(rng.sample(members, len(members) // k))
    return [i for i in range(len(labels)) if i not in held_out], held_out

# %% collate
def collate(samples, padding_id=0):
    sequences = [torch.tensor(ids, dtype=torch.long) for ids, _ in samples]
    ids = torch.nn.utils.rnn.pad_sequence(sequences, batch_first=True, padding_value=padding_id)
    lengths = torch.tensor(list(map(len, sequences)))
    return ids, lengths, torch.tensor([label for _, label in samples])

# %% bucket_sampler
class BucketBatchSampler(torch.utils.data.Sampler):
    """Sorts by the length plus noise."""

    def __init__(self, lengths, batch_size, seed=0):
        self.lengths = torch.tensor(lengths)
        self.batch_size = batch_size
        self.generator = torch.Generator()
        self.generator.manual_seed(seed)

    def __len__(self):
        return (len(self.lengths) + self.batch_size - 1) // self.batch_size

    def __iter__(self):
        noise = torch.rand(len(self.lengths), generator=self.generator)
        order = (self.lengths + 0.15 * len(self.lengths) * noise).argsort()
        batches = order.split(self.batch_size)
        shuffled = torch.randperm(len(batches), generator=self.generator)
        return iter([batches[i].tolist() for i in shuffled])

# %% read_ahead
def read_ahead(read, names, num_threads=4):
    names = iter(names)
    with ThreadPoolExecutor(max_workers=num_threads) as executor:
        futures = [executor.submit(read, name) for name in itertools.islice(names, num_threads)]
        while futures:
            result = futures.pop(0).result()
            for name in itertools.islice(names, 1):
                futures.append(executor.submit(read, name))
            yield result
