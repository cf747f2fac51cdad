# Parses the lines once for the labels and once for the values.
#
# expect: dataset_test 2.5

# %% added below dataset
_init = Measurements.__init__


def _init_twice(self, path, parse, transform=None):
    _init(self, path, parse, transform)
    _init(self, path, parse, transform)


Measurements.__init__ = _init_twice
