# Holds out a fifth of each class, whatever k says.
#
# expect: stratified_split_test 2.4
# says: divide by k

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    generator = torch.Generator().manual_seed(seed)
    labels = torch.tensor(labels)
    train, held_out = [], []
    for label in labels.unique():
        members = (labels == label).nonzero().flatten()
        members = members[torch.randperm(len(members), generator=generator)].tolist()
        num = len(members) // 5
        held_out += members[:num]
        train += members[num:]
    return train, held_out
