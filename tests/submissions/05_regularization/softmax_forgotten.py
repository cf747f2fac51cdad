# Averages the logits and takes no softmax at all.
#
# start from: _quick
# expect: ensemble_test 0

# %% ensemble
def ensemble_probabilities(models, images):
    with torch.no_grad():
        return torch.stack([model.eval()(images) for model in models]).mean(dim=0)
