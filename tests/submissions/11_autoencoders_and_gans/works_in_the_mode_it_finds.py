# Leaves the mode as it is.
#
# start from: _quick
# expect: anomaly_scores_test 0.5

# %% anomaly_scores
def anomaly_scores(model: nn.Module, images: Tensor) -> Tensor:
    """Return the mean squared error of each image's copy."""
    with torch.no_grad():
        return (model(images) - images).square().mean(dim=1)
