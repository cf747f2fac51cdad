# Draws the held-out samples with replacement, so that some come twice.
#
# expect: stratified_split_test 2.4
# says: in one only

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    generator = torch.Generator().manual_seed(seed)
    labels = torch.tensor(labels)
    train, held_out = [], []
    for label in labels.unique():
        members = (labels == label).nonzero().flatten()
        members = members[torch.randperm(len(members), generator=generator)].tolist()
        num = len(members) // k
        picked = torch.randint(len(members), (num,), generator=generator).tolist()
        held_out += [members[i] for i in picked]
        train += [member for i, member in enumerate(members) if i not in picked]
    return train, held_out
