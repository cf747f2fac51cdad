# Shuffles anew for each fold: some indices are validated twice, others never.
#
# start from: _quick
# expect: folds_test 12/7
# says: shuffle once and then split

# %% folds
def folds(num_samples, k, generator):
    if not 2 <= k <= num_samples:
        raise ValueError("k")
    pairs = []
    for i in range(k):
        parts = torch.randperm(num_samples, generator=generator).tensor_split(k)
        pairs.append((torch.cat(parts[:i] + parts[i + 1 :]), parts[i]))
    return pairs
