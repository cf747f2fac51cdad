# Gives ordinary images the higher scores.
#
# start from: _quick
# expect: detector_test 0

# %% fit_detector
def fit_detector(images):
    return lambda asked: -torch.cdist(asked, images).amin(dim=1)
