# Cuts the indices in their order.
#
# start from: _quick
# expect: folds_test 12/7
# says: at key 'neighbours fall into different folds'

# %% folds
def folds(num_samples, k, generator):
    if not 2 <= k <= num_samples:
        raise ValueError("k")
    parts = torch.arange(num_samples).tensor_split(k)
    return [(torch.cat(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]
