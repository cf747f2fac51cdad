# Puts every module into training mode.
#
# start from: _quick
# expect: anomaly_scores_test 0.75

# %% anomaly_scores
def anomaly_scores(model, images):
    was = model.training
    model.eval()
    with torch.no_grad():
        scores = (model(images) - images).square().mean(dim=1)
    model.train(was)
    return scores
