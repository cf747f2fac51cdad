# Averages the logits and takes the softmax of the mean.
#
# start from: _quick
# expect: ensemble_test 1.2
# says: what is averaged: logits, probabilities or answers?

# %% ensemble
def ensemble_probabilities(models, images):
    with torch.no_grad():
        return torch.stack([model.eval()(images) for model in models]).mean(dim=0).softmax(dim=1)
