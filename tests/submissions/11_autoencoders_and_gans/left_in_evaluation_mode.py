# Never goes back to training mode.
#
# start from: _quick
# expect: anomaly_scores_test 0.75

# %% anomaly_scores
def anomaly_scores(model, images):
    model.eval()
    with torch.no_grad():
        return (model(images) - images).square().mean(dim=1)
