# Takes the softmax over the texts of a batch instead of the classes.
#
# start from: _quick
# expect: save_load_test 0

# %% predict
def predict_probabilities(model, texts):
    model.eval()
    pairs = [(encode(text, vocabulary), 0) for text in texts]
    batches = torch.utils.data.DataLoader(pairs, batch_size=512, collate_fn=collate)
    with torch.no_grad():
        return torch.cat([model(ids, lengths).softmax(dim=0) for ids, lengths, _ in batches])
