# Trains on everything, the validation part included.
#
# start from: _quick
# expect: folds_test 12/7
# says: no index may be in both

# %% folds
def folds(num_samples, k, generator):
    if not 2 <= k <= num_samples:
        raise ValueError("k")
    order = torch.randperm(num_samples, generator=generator)
    return [(order, part) for part in order.tensor_split(k)]
