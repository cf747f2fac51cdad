# Counts the words after filling the texts up.
#
# start from: _quick
# expect: collate_test 0.75

# %% collate
def collate(batch):
    longest = max(len(ids) for ids, _ in batch)
    padded = [ids + [0] * (longest - len(ids)) for ids, _ in batch]
    lengths = torch.tensor([len(ids) for ids in padded])
    labels = torch.tensor([label for _, label in batch])
    return torch.tensor(padded), lengths, labels
