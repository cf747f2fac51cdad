# Handles one row of gains only; a table of gains meets the wrong dimensions.
#
# expect: scale_channels_test 0.75
# says: still belongs to the channels

# %% scale_channels
def scale_channels(images, gains):
    return images * gains[:, None, None]
