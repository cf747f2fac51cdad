# Returns the held-out part first.
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
        held_out += indices[: len(indices) // k]
        train += indices[len(indices) // k :]
    return held_out, train
