# Returns the lengths as floats.
#
# start from: _quick
# expect: collate_test 3/4

# %% collate
def collate(batch):
    ids = nn.utils.rnn.pad_sequence([torch.tensor(ids) for ids, _ in batch], batch_first=True)
    return ids, torch.tensor([float(len(ids)) for ids, _ in batch]), torch.tensor([label for _, label in batch])
