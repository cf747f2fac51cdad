# Lines a row of gains up with the batch.
#
# expect: scale_channels_test 1/4
# says: what is below channels?

# %% scale_channels
def scale_channels(images, gains):
    if gains.ndim == 1:
        gains = gains[:, None]
    return images * gains[:, :, None, None]
