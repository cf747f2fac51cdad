# Adds the squares of an image up.
#
# start from: _quick
# expect: anomaly_scores_test 0

# %% anomaly_scores
def anomaly_scores(model: nn.Module, images: Tensor) -> Tensor:
    """Return the mean squared error of each image's copy."""
    with training.evaluation_mode(model):
        return (model(images) - images).square().sum(dim=1)
