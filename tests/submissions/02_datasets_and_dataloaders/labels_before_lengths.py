# Returns the labels before the lengths.
#
# expect: collate_test 2/3

# %% collate
def collate(samples, padding_id=0):
    lengths = torch.tensor([len(ids) for ids, _ in samples])
    table = torch.full((len(samples), int(lengths.max())), padding_id)
    for row, (ids, _) in zip(table, samples):
        row[: len(ids)] = torch.tensor(ids)
    return table, torch.tensor([label for _, label in samples]), lengths
