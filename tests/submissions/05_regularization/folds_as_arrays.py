# Returns the indices as NumPy arrays.
#
# start from: _quick
# expect: folds_test 12/7

# %% folds
def folds(num_samples, k, generator):
    if k < 2 or k > num_samples:
        raise ValueError("k must be at least 2 and at most the number of samples")
    parts = np.array_split(torch.randperm(num_samples, generator=generator).numpy(), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]
