# Gives the generator a seed of its own, so that all folds are the same.
#
# start from: _quick
# expect: folds_test 12/7
# says: at key 'another generator, other folds'

# %% folds
def folds(num_samples, k, generator):
    if not 2 <= k <= num_samples:
        raise ValueError("k")
    parts = torch.randperm(num_samples, generator=generator.manual_seed(0)).tensor_split(k)
    return [(torch.cat(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]
