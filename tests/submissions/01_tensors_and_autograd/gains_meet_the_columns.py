# Multiplies without looking at the shapes, so that the gains meet the columns.
#
# expect: scale_channels_test 0
# says: what is below channels?
# says: which dimension of the images met the gains?

# %% scale_channels
def scale_channels(images, gains):
    return images * gains
