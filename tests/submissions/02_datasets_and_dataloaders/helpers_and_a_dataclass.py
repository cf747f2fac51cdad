# Is right, with helpers in cells of its own, a dataclass, and names of ready-made functions for its own variables.

# %% added above dataset
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    values: tuple
    label: int


def good_rows(lines, parse, dropped):
    rows = []
    for line in lines:
        if line.isspace() or not line:
            continue
        try:
            label, values = parse(line)
        except ValueError:
            dropped["unreadable"] += 1
        else:
            rows.append(Row(tuple(values), label))
    return rows

# %% dataset
class Measurements(Dataset):
    def __init__(self, path, parse, transform=None):
        self.transform = transform
        self.dropped = dict.fromkeys(["unreadable", "duplicate", "contradiction"], 0)
        with open(path, encoding="utf-8") as file:
            next(file)
            rows = good_rows(file, parse, self.dropped)
        self.samples, seen = [], set()
        for row in rows:
            if any(other.values == row.values and other.label != row.label for other in rows):
                self.dropped["contradiction"] += 1
            elif row in seen:
                self.dropped["duplicate"] += 1
            else:
                seen.add(row)
                self.samples.append(row)

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, index):
        row = self.samples[index]
        x = torch.full((len(row.values),), float("nan"))
        for place, value in enumerate(row.values):
            if value is not None:
                x[place] = value
        return (self.transform or (lambda same: same))(x), int(row.label)

# %% collate
def collate(samples, padding_id=0):
    pad_batch = [list(ids) for ids, _ in samples]
    lengths = [len(ids) for ids in pad_batch]
    width = max(lengths)
    for ids in pad_batch:
        ids += [padding_id] * (width - len(ids))
    table = torch.tensor(pad_batch, dtype=torch.int64).view(len(samples), width)
    return table, torch.tensor(lengths), torch.tensor([label for _, label in samples])
