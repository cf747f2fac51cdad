# Sorts the samples of the batch by length.
#
# expect: collate_test 1/3
# says: in the order of the samples

# %% collate
def collate(samples, padding_id=0):
    samples = sorted(samples, key=lambda sample: -len(sample[0]))
    lengths = torch.tensor([len(ids) for ids, _ in samples])
    table = torch.full((len(samples), int(lengths.max())), padding_id)
    for row, (ids, _) in enumerate(samples):
        table[row, : len(ids)] = torch.tensor(ids)
    return table, lengths, torch.tensor([label for _, label in samples])
