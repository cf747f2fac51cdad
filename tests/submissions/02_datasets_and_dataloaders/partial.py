# Has solved tasks 1, 3 and 5 and left the rest as it was released.
#
# start from: blank
# expect: all 0
# expect: parse_line_test 2
# expect: standardise_test 3
# expect: collate_test 2

# %% parse_line
def parse_line(line, class_ids):
    fields = line.rstrip("\n").split("\t")
    if len(fields) != 4:
        raise ValueError("not four fields")
    name = fields[0].strip().lower()
    label = class_ids.get(name)
    if label is None:
        raise ValueError("no such species: " + name)
    values = []
    for field in fields[1:]:
        field = field.strip()
        if field == "" or field == "?" or field.upper() == "NA":
            values.append(None)
        else:
            values.append(float(".".join(field.split(","))))
    return label, values

# %% standardise
def standardise(train, *others):
    results = [part.clone() for part in (train, *others)]
    for column in range(train.shape[1]):
        known = train[~train[:, column].isnan(), column]
        mean = known.mean()
        spread = known.std() if len(known) > 1 else torch.tensor(1.0)
        if spread == 0:
            spread = torch.tensor(1.0)
        for result in results:
            result[:, column] = (result[:, column] - mean) / spread
    for result in results:
        result[result.isnan()] = 0
    return results

# %% collate
def collate(samples, padding_id=0):
    sequences = [torch.tensor(ids, dtype=torch.long) for ids, _ in samples]
    ids = torch.nn.utils.rnn.pad_sequence(sequences, batch_first=True, padding_value=padding_id)
    lengths = torch.tensor(list(map(len, sequences)))
    return ids, lengths, torch.tensor([label for _, label in samples])
