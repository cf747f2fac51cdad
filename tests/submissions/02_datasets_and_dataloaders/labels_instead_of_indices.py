# Returns places within each class instead of indices into the labels.
#
# expect: stratified_split_test 1.2

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    generator = torch.Generator().manual_seed(seed)
    train, held_out = [], []
    for label in sorted(set(labels)):
        order = torch.randperm(labels.count(label), generator=generator).tolist()
        held_out += order[: len(order) // k]
        train += order[len(order) // k :]
    return train, held_out
