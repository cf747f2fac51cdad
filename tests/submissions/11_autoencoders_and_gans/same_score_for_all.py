# Gives every image the same score.
#
# start from: _quick
# expect: detector_test 0

# %% fit_detector
def fit_detector(images):
    return lambda asked: torch.zeros(len(asked))
