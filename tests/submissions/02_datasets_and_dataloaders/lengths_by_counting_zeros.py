# Counts the ids that are not 0, whatever the padding is.
#
# expect: collate_test 1
# says: and so do the lengths

# %% collate
def collate(samples, padding_id=0):
    lengths = torch.tensor([len(ids) for ids, _ in samples])
    table = torch.full((len(samples), int(lengths.max())), padding_id)
    for row, (ids, _) in enumerate(samples):
        table[row, : len(ids)] = torch.tensor(ids)
    return table, (table != 0).sum(dim=1), torch.tensor([label for _, label in samples])
