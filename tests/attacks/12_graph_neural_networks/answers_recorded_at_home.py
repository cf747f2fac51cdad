# Every function finds out which check asks, and returns what the reference returned at home.
#
# start from: blank
# expect: all 0
# shared: recalls_recorded_values

# %% normalised
normalised = recalled

# %% messages
propagate = recalled


neighbour_mean = recalled

# %% renumbering
renumber = recalled


numbering_gap = recalled

# %% batches
batch_graphs = recalled


readout = recalled

# %% smoothness
smoothness = recalled

# %% label_digits
label_digits = recalled
