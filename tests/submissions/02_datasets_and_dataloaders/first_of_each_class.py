# Holds out the first samples of each class; nothing is drawn.
#
# expect: stratified_split_test 1.8
# says: does the split depend on the seed?
# says: over many seeds

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    generator = torch.Generator().manual_seed(seed)
    labels = torch.tensor(labels)
    train, held_out = [], []
    for label in labels.unique():
        members = (labels == label).nonzero().flatten()
        members = members.tolist()
        num = len(members) // k
        held_out += members[:num]
        train += members[num:]
    return train, held_out
