# Every function returns all its arguments, which some results consist of.
#
# start from: blank
# expect: all 0

# %% normalised
def normalised(*arguments, **settings):
    return arguments

# %% messages
def propagate(*arguments, **settings):
    return arguments


def neighbour_mean(*arguments, **settings):
    return arguments

# %% renumbering
def renumber(*arguments, **settings):
    return arguments


def numbering_gap(*arguments, **settings):
    return arguments

# %% batches
def batch_graphs(*arguments, **settings):
    return arguments


def readout(*arguments, **settings):
    return arguments

# %% smoothness
def smoothness(*arguments, **settings):
    return arguments

# %% label_digits
def label_digits(*arguments, **settings):
    return arguments
