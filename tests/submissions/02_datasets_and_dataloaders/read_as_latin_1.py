# Reads the file as Latin-1.
#
# expect: dataset_test 0

# %% added below dataset
_init = Measurements.__init__


class _Latin1:
    """A path whose text is read in the wrong encoding."""

    def __init__(self, path):
        self.path = path

    def open(self, encoding=None):
        return self.path.open(encoding="latin-1")


def _init_from_latin_1(self, path, parse, transform=None):
    _init(self, _Latin1(path), parse, transform)


Measurements.__init__ = _init_from_latin_1
