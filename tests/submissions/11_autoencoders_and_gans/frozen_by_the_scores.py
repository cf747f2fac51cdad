# Freezes the model's parameters in place of recording no gradients.
#
# start from: _quick
# expect: anomaly_scores_test 3/4

# %% anomaly_scores
def anomaly_scores(model, images):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    model.requires_grad_(False)
    out = F.mse_loss(model(images), images, reduction="none").mean(1)
    for module in modes:
        module.training = modes[module]
    return out
