# Pads with 0 whatever it is asked for.
#
# expect: collate_test 1
# says: fill up with padding_id

# %% collate
def collate(samples, padding_id=0):
    lengths = torch.tensor([len(ids) for ids, _ in samples])
    table = torch.full((len(samples), int(lengths.max())), 0)
    for row, (ids, _) in enumerate(samples):
        table[row, : len(ids)] = torch.tensor(ids)
    return table, lengths, torch.tensor([label for _, label in samples])
