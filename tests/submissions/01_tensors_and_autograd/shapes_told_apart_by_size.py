# Takes the gains for rows of gains where there are as many of them as images.
#
# expect: scale_channels_test 0.75

# %% scale_channels
def scale_channels(images, gains):
    batch, channels = images.shape[:2]
    if gains.shape[0] == batch:
        return images * gains.reshape(batch, -1, 1, 1)
    return images * gains.reshape(1, channels, 1, 1)
