# Predicts with gradients on.
#
# start from: _quick
# expect: ensemble_test 1.6
# says: does not keep PyTorch from recording

# %% ensemble
def ensemble_probabilities(models, images):
    return torch.stack([model.eval()(images).softmax(dim=1) for model in models]).mean(dim=0)
