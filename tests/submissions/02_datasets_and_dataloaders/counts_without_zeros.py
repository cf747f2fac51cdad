# Counts with a Counter, which has no entry for what did not occur.
#
# expect: dataset_test 2.5

# %% added below dataset
from collections import Counter

_init = Measurements.__init__


def _init_and_count(self, path, parse, transform=None):
    _init(self, path, parse, transform)
    self.dropped = +Counter(self.dropped)


Measurements.__init__ = _init_and_count
