# Makes a tensor of an empty list without a data type: the batch holds floats.
#
# expect: collate_test 4/3
# says: also where a sample is empty

# %% collate
def collate(samples, padding_id=0):
    rows = [torch.tensor(ids) for ids, _ in samples]  # of an empty list this is a float tensor
    ids = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=padding_id)
    return ids, torch.tensor([len(row) for row in rows]), torch.tensor([label for _, label in samples])
