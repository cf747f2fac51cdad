# Counts the entries of the table that are no padding.
#
# expect: collate_test 5/3

# %% collate
def collate(samples, padding_id=0):
    longest = max(len(ids) for ids, _ in samples)
    rows = [list(ids) + [padding_id] * (longest - len(ids)) for ids, _ in samples]
    ids = torch.tensor(rows, dtype=torch.int64).reshape(len(samples), longest)
    return ids, (ids != padding_id).sum(1), torch.tensor([label for _, label in samples])
