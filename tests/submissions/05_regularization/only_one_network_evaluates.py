# Switches only the first network to evaluation mode.
#
# start from: _quick
# expect: ensemble_test 1.2
# says: in which mode does each network answer?

# %% ensemble
def ensemble_probabilities(models, images):
    models[0].eval()
    with torch.no_grad():
        return torch.stack([model(images).softmax(dim=1) for model in models]).mean(dim=0)
