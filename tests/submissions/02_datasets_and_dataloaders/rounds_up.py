# Rounds the number of held-out samples up.
#
# expect: stratified_split_test 1.8
# says: round down

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    generator = torch.Generator().manual_seed(seed)
    labels = torch.tensor(labels)
    train, held_out = [], []
    for label in labels.unique():
        members = (labels == label).nonzero().flatten()
        members = members[torch.randperm(len(members), generator=generator)].tolist()
        num = -(-len(members) // k)
        held_out += members[:num]
        train += members[num:]
    return train, held_out
