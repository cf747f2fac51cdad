# Draws from the global generator and forgets the seed.
#
# expect: stratified_split_test 1.8
# says: does the split depend on the seed?

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    labels = torch.tensor(labels)
    train, held_out = [], []
    for label in labels.unique():
        members = (labels == label).nonzero().flatten()
        members = members[torch.randperm(len(members))].tolist()
        num = len(members) // k
        held_out += members[:num]
        train += members[num:]
    return train, held_out
