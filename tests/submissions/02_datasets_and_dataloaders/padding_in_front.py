# Pads in front of the ids.
#
# expect: collate_test 2/3
# says: padding behind the ids

# %% collate
def collate(samples, padding_id=0):
    lengths = torch.tensor([len(ids) for ids, _ in samples])
    table = torch.full((len(samples), int(lengths.max())), padding_id)
    for row, (ids, _) in enumerate(samples):
        table[row, table.shape[1] - len(ids) :] = torch.tensor(ids)
    return table, lengths, torch.tensor([label for _, label in samples])
