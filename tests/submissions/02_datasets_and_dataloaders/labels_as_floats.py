# Makes the labels floating-point numbers.
#
# expect: collate_test 5/3
# says: which data type does the task name

# %% collate
def collate(samples, padding_id=0):
    lengths = torch.tensor([len(ids) for ids, _ in samples])
    table = torch.full((len(samples), int(lengths.max())), padding_id)
    for row, (ids, _) in enumerate(samples):
        table[row, : len(ids)] = torch.tensor(ids)
    return table, lengths, torch.tensor([float(label) for _, label in samples])
