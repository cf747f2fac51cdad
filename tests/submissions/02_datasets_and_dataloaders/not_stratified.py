# Draws from all samples alike.
#
# expect: stratified_split_test 1.8
# says: count in each class on its own

# %% stratified_split
def stratified_split(labels, k=5, seed=0):
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(labels), generator=generator).tolist()
    num = len(labels) // k
    return order[num:], order[:num]
