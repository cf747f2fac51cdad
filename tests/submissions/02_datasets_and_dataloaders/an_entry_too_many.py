# Counts the empty lines, too.
#
# expect: dataset_test 2.5

# %% added below dataset
_init = Measurements.__init__


def _init_and_count(self, path, parse, transform=None):
    _init(self, path, parse, transform)
    self.dropped["empty"] = sum(not line.strip() for line in path.read_text(encoding="utf-8").split("\n"))


Measurements.__init__ = _init_and_count
