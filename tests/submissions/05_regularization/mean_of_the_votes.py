# Counts which share of the networks answers each class.
#
# start from: _quick
# expect: ensemble_test 0
# says: what is averaged: logits, probabilities or answers?

# %% ensemble
def ensemble_probabilities(models, images):
    votes = 0
    with torch.no_grad():
        for model in models:
            logits = model.eval()(images)
            votes = votes + F.one_hot(logits.argmax(dim=1), logits.shape[1]).float()
    return votes / len(models)
