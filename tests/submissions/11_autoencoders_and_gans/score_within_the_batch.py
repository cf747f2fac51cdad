# Subtracts the mean of what is asked together.
#
# start from: _quick
# expect: detector_test 1

# %% fit_detector
def fit_detector(images):
    def score(asked):
        distances = torch.cdist(asked, images).amin(dim=1)
        return distances - distances.mean()

    return score
