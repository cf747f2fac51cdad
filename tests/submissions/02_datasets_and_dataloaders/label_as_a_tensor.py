# Makes a tensor of the label.
#
# expect: dataset_test 2.5

# %% added below dataset
_getitem = Measurements.__getitem__


def _with_a_tensor(self, index):
    values, label = _getitem(self, index)
    return values, torch.tensor(label)


Measurements.__getitem__ = _with_a_tensor
