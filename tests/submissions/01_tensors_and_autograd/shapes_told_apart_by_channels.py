# Takes rows of gains for gains that all images share where there are as many images as channels.
#
# expect: scale_channels_test 0.75

# %% scale_channels
def scale_channels(images, gains):
    if gains.shape[0] == images.shape[1]:
        return images * gains[:, None, None]
    return images * gains[:, :, None, None]
