# Measures the lengths of the padded rows.
#
# expect: collate_test 2/3
# says: the lengths without padding

# %% collate
def collate(samples, padding_id=0):
    lengths = torch.tensor([len(ids) for ids, _ in samples])
    table = torch.full((len(samples), int(lengths.max())), padding_id)
    for row, (ids, _) in enumerate(samples):
        table[row, : len(ids)] = torch.tensor(ids)
    return table, torch.tensor([len(row) for row in table]), torch.tensor([label for _, label in samples])
