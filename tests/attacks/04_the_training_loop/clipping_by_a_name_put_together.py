# Clips with PyTorch's own function, by a name that is put together when the code runs.
#
# start from: blank
# expect: all 0

# %% clip_gradients
def clip_gradients(parameters, max_norm):
    name = '_'.join(['clip', 'grad', 'norm', ''])
    return getattr(nn.utils, name)(list(parameters), max_norm)
