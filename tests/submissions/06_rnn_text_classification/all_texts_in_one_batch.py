# Gives the model all texts in one call.
#
# start from: _quick
# expect: save_load_test 8/9

# %% predict
def predict_probabilities(model, texts):
    model.eval()
    ids, lengths, _ = collate([(encode(text, vocabulary), 0) for text in texts])
    with torch.no_grad():
        return model(ids, lengths).softmax(dim=1)
