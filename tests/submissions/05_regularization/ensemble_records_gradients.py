# Predicts with gradients on.
#
# start from: _quick
# expect: ensemble_test 1.6
# says: torch.no_grad() or torch.inference_mode()

# %% ensemble
def ensemble_probabilities(models, images):
    return torch.stack([model.eval()(images).softmax(dim=1) for model in models]).mean(dim=0)
