# Records gradients.
#
# start from: _quick
# expect: anomaly_scores_test 0.75

# %% anomaly_scores
def anomaly_scores(model, images):
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    scores = (model(images) - images).square().mean(dim=1)
    for module, mode in modes:
        module.training = mode
    return scores
