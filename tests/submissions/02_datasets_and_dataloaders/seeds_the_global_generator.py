# Seeds torch's global generator.
#
# expect: stratified_split_test 2.4
# says: without touching anybody else's random numbers

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    torch.manual_seed(seed)
    labels = torch.tensor(labels)
    train, held_out = [], []
    for label in labels.unique():
        members = (labels == label).nonzero().flatten()
        members = members[torch.randperm(len(members))].tolist()
        num = len(members) // k
        held_out += members[:num]
        train += members[num:]
    return train, held_out
