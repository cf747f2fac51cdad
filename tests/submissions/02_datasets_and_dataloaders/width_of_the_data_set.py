# Pads every batch to one fixed width.
#
# expect: collate_test 2/3
# says: as far as the longest sample of this batch reaches
# says: found shape (7, 50)

# %% collate
def collate(samples, padding_id=0):
    lengths = torch.tensor([len(ids) for ids, _ in samples])
    table = torch.full((len(samples), 50), padding_id)
    for row, (ids, _) in enumerate(samples):
        table[row, : len(ids)] = torch.tensor(ids)
    return table, lengths, torch.tensor([label for _, label in samples])
