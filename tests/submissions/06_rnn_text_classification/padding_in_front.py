# Fills the texts up in front.
#
# start from: _quick
# expect: collate_test 0.75

# %% collate
def collate(batch):
    longest = max(len(ids) for ids, _ in batch)
    ids = torch.tensor([[0] * (longest - len(ids)) + ids for ids, _ in batch])
    lengths = torch.tensor([len(ids) for ids, _ in batch])
    labels = torch.tensor([label for _, label in batch])
    return ids, lengths, labels
