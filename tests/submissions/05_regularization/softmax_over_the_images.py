# Takes the softmax over the images of the batch.
#
# start from: _quick
# expect: ensemble_test 0
# says: Softmax is over the classes

# %% ensemble
def ensemble_probabilities(models, images):
    with torch.no_grad():
        return torch.stack([model.eval()(images).softmax(dim=0) for model in models]).mean(dim=0)
