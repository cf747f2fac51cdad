# Records gradients for the scores, and throws them away.
#
# start from: _quick
# expect: anomaly_scores_test 3/4

# %% anomaly_scores
def anomaly_scores(model, images):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    out = F.mse_loss(model(images), images, reduction="none").mean(1).detach()
    for module in modes:
        module.training = modes[module]
    return out
