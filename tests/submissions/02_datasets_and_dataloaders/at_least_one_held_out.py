# Holds out at least one sample of every class.
#
# expect: stratified_split_test 1.8

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    generator = torch.Generator().manual_seed(seed)
    members = defaultdict(list)
    for index in torch.randperm(len(labels), generator=generator).tolist():
        members[labels[index]].append(index)
    train, held_out = [], []
    for indices in members.values():
        number = max(1, len(indices) // k)
        held_out += indices[:number]
        train += indices[number:]
    return train, held_out
