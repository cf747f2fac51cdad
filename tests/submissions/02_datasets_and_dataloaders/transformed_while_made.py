# Transforms all samples while the data set is made.
#
# expect: dataset_test 2.5

# %% added below dataset
_init, _getitem = Measurements.__init__, Measurements.__getitem__


def _init_and_transform(self, path, parse, transform=None):
    _init(self, path, parse, transform)
    self.items = [_getitem(self, index) for index in range(len(self))]


Measurements.__init__ = _init_and_transform
Measurements.__getitem__ = lambda self, index: self.items[index]
