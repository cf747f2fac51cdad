# Leaves each network in the mode in which it comes, so that dropout goes on.
#
# start from: _quick
# expect: ensemble_test 1.2
# says: which of them do you switch?

# %% ensemble
def ensemble_probabilities(models, images):
    with torch.no_grad():
        return torch.stack([model(images).softmax(dim=1) for model in models]).mean(dim=0)
