# Sorts the batch by length.
#
# start from: _quick
# expect: collate_test 0

# %% collate
def collate(batch):
    batch = sorted(batch, key=lambda pair: -len(pair[0]))
    ids = nn.utils.rnn.pad_sequence([torch.tensor(ids) for ids, _ in batch], batch_first=True)
    return ids, torch.tensor([len(ids) for ids, _ in batch]), torch.tensor([label for _, label in batch])

# %% predict
def predict_probabilities(model, texts):
    model.eval()
    with torch.no_grad():
        each = [model(*collate([(encode(text, vocabulary), 0)])[:2]) for text in texts]
    return torch.cat(each).softmax(dim=1)
