# Takes the mean over all images.
#
# start from: _quick
# expect: anomaly_scores_test 0

# %% anomaly_scores
def anomaly_scores(model, images):
    with training.evaluation_mode(model):
        return F.mse_loss(model(images), images)
