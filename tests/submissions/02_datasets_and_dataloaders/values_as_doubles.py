# Gives float64 values.
#
# expect: dataset_test 2.5
# says: which types does the task name

# %% dataset
class Measurements(Dataset):
    def __init__(self, path, parse, transform=None):
        self.transform = transform
        rows, unreadable = [], 0
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            if not line.strip():
                continue
            try:
                label, values = parse(line)
            except ValueError:
                unreadable += 1
            else:
                rows.append((tuple(values), label))
        labels_of = defaultdict(set)
        for values, label in rows:
            labels_of[values].add(label)
        clear = [row for row in rows if len(labels_of[row[0]]) == 1]
        self.rows = list(dict.fromkeys(clear))
        self.dropped = {
            "unreadable": unreadable,
            "duplicate": len(clear) - len(self.rows),
            "contradiction": len(rows) - len(clear),
        }

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        values, label = self.rows[index]
        values = torch.tensor([torch.nan if value is None else value for value in values], dtype=torch.float64)
        if self.transform is not None:
            values = self.transform(values)
        return values, label
