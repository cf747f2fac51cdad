# Makes the training part k - 1 times as large as the held-out part, and loses the remainder.
#
# expect: stratified_split_test 2.4
# says: each is in one of the two lists

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    generator = torch.Generator().manual_seed(seed)
    labels = torch.tensor(labels)
    train, held_out = [], []
    for label in labels.unique():
        members = (labels == label).nonzero().flatten()
        members = members[torch.randperm(len(members), generator=generator)].tolist()
        num = len(members) // k
        held_out += members[:num]
        train += members[num : k * num]
    return train, held_out
