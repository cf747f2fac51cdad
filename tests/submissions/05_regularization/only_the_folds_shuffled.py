# Cuts the indices in their order, and shuffles the order of the folds.
#
# start from: _quick
# expect: folds_test 12/7
# says: are the indices shuffled before they are split

# %% folds
def folds(num_samples, k, generator):
    if not 2 <= k <= num_samples:
        raise ValueError("k")
    parts = torch.arange(num_samples).tensor_split(k)
    order = torch.randperm(k, generator=generator).tolist()
    return [(torch.cat(parts[:i] + parts[i + 1 :]), parts[i]) for i in order]
