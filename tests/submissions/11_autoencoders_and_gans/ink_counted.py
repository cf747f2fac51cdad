# Takes the ink for the score.
#
# start from: _quick
# expect: detector_test 0

# %% fit_detector
def fit_detector(images):
    return lambda asked: (asked.mean(dim=1) - images.mean()).abs()
