# Draws another split each time, whatever the seed.
#
# expect: stratified_split_test 2.4

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    generator = torch.Generator()
    generator.seed()
    members = defaultdict(list)
    for index in torch.randperm(len(labels), generator=generator).tolist():
        members[labels[index]].append(index)
    train, held_out = [], []
    for indices in members.values():
        held_out += indices[: len(indices) // k]
        train += indices[len(indices) // k :]
    return train, held_out
