# Sorts the samples.
#
# expect: dataset_test 1.5

# %% added below dataset
_init = Measurements.__init__


def _init_and_sort(self, path, parse, transform=None):
    _init(self, path, parse, transform)
    self.rows.sort(key=lambda row: (row[1], row[0][0]))


Measurements.__init__ = _init_and_sort
