# Sorts the texts by length to save time, and does not sort the answers back.
#
# start from: _quick
# expect: save_load_test 8/9

# %% predict
def predict_probabilities(model, texts):
    model.eval()
    texts = sorted(texts, key=lambda text: len(encode(text, vocabulary)))
    pairs = [(encode(text, vocabulary), 0) for text in texts]
    batches = torch.utils.data.DataLoader(pairs, batch_size=512, collate_fn=collate)
    with torch.no_grad():
        return torch.cat([model(ids, lengths).softmax(dim=1) for ids, lengths, _ in batches])
