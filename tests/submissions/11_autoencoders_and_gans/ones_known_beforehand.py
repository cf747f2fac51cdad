# Looks for ones, whatever it is given to learn from.
#
# start from: _quick
# expect: detector_test 0

# %% fit_detector
def fit_detector(images):
    ones = train_images[train_labels == 1]
    return lambda asked: -torch.cdist(asked, ones).amin(1)
