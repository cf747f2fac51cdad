# Keeps the last of equal rows.
#
# expect: dataset_test 1.5

# %% dataset
class Measurements(Dataset):
    def __init__(self, path, parse, transform=None):
        self.transform, self.dropped = transform, {"unreadable": 0, "duplicate": 0, "contradiction": 0}
        rows = []
        for line in path.read_text(encoding="utf-8").split("\n")[1:]:
            if not line.strip():
                continue
            try:
                label, values = parse(line)
            except ValueError:
                self.dropped["unreadable"] += 1
            else:
                rows.append((tuple(values), label))
        labels_of, kept = defaultdict(set), {}
        for values, label in rows:
            labels_of[values].add(label)
        for values, label in rows:
            if len(labels_of[values]) > 1:
                self.dropped["contradiction"] += 1
                continue
            if values in kept:
                self.dropped["duplicate"] += 1
                del kept[values]
            kept[values] = label
        self.rows = list(kept.items())

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        values, label = self.rows[index]
        values = torch.tensor([torch.nan if value is None else value for value in values])
        return (self.transform(values) if self.transform else values), label
