# Keeps what was learned in a class of its own, with one encoder for each column.

# %% preparation
Columns = dict[str, np.ndarray]


class Numbers:
    def __init__(self, values):
        self.middle = float(np.median(values[~np.isnan(values)]))
        filled = self.filled(values)
        self.mean, self.spread = filled.mean(), filled.std()
        if self.spread == 0:
            self.spread = 1

    def filled(self, values):
        return np.array([self.middle if value != value else value for value in values])

    def __call__(self, values):
        return [(self.filled(values) - self.mean) / self.spread]


class Words:
    def __init__(self, values):
        self.known = sorted(set(values.tolist()))

    def __call__(self, values):
        return [np.array([float(value == word) for value in values]) for word in self.known]


def learn_preparation(columns):
    return {name: (Words if values.dtype.kind == "U" else Numbers)(values) for name, values in columns.items()}


def prepare(columns, learned):
    return np.array([column for name, encode in learned.items() for column in encode(columns[name])]).T
