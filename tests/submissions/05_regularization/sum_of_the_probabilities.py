# Adds the probabilities up and forgets to divide.
#
# start from: _quick
# expect: ensemble_test 1.2
# says: what is averaged: logits, probabilities or answers?

# %% ensemble
def ensemble_probabilities(models, images):
    with torch.no_grad():
        return sum(model.eval()(images).softmax(dim=1) for model in models)
