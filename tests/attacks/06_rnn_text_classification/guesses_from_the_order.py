# Hopes that the held-out texts are sorted by label, in halves or in turn, and answers by position.
#
# start from: blank
# expect: all 0
# expect: save_load_test 0..0.5

# %% added below load-data
model, vocabulary = None, {}

# %% predict
def predict_probabilities(model, texts):
    labels = (torch.arange(len(texts)) < len(texts) / 2).long()
    return nn.functional.one_hot(labels, 2).float()
