# Returns the indices as tensors of floats.
#
# start from: _quick
# expect: folds_test 12/7

# %% folds
def folds(num_samples, k, generator):
    if k < 2 or k > num_samples:
        raise ValueError("k must be at least 2 and at most the number of samples")
    parts = torch.randperm(num_samples, generator=generator).float().tensor_split(k)
    return [(torch.cat(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]
