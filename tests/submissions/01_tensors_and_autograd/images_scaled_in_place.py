# Multiplies in place, and so changes the caller's images.
#
# expect: scale_channels_test 0.75
# says: changes the caller's data

# %% scale_channels
def scale_channels(images, gains):
    images *= gains[..., None, None]
    return images
