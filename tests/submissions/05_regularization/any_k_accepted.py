# Cuts into more parts than there are samples.
#
# start from: _quick
# expect: folds_test 12/7
# says: which k make no sense?

# %% folds
def folds(num_samples, k, generator):
    parts = torch.randperm(num_samples, generator=generator).tensor_split(k)
    return [(torch.cat(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]
