# Returns tensors of a class of its own that compare as equal and have every shape.
#
# start from: blank
# expect: all 0
# shared: equals_everything

# %% normalised
normalised = anything

# %% messages
propagate = anything


neighbour_mean = anything

# %% renumbering
renumber = anything


numbering_gap = anything

# %% batches
batch_graphs = anything


readout = anything

# %% smoothness
smoothness = anything

# %% label_digits
label_digits = anything
