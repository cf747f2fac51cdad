# Makes at least one column, even if no sample has an id.
#
# expect: collate_test 5/3

# %% collate
def collate(samples, padding_id=0):
    lengths = torch.tensor([len(ids) for ids, _ in samples])
    table = torch.full((len(samples), max(1, int(lengths.max()))), padding_id)
    for row, (ids, _) in zip(table, samples):
        row[: len(ids)] = torch.tensor(ids)
    return table, lengths, torch.tensor([label for _, label in samples])
