# Leaves unreadable lines out without counting them.
#
# expect: dataset_test 2.5

# %% added below dataset
_init = Measurements.__init__


def _init_and_forget(self, path, parse, transform=None):
    _init(self, path, parse, transform)
    self.dropped["unreadable"] = 0


Measurements.__init__ = _init_and_forget
