# Returns the indices as lists of numbers.
#
# start from: _quick
# expect: folds_test 12/7

# %% folds
def folds(num_samples, k, generator):
    if k < 2 or k > num_samples:
        raise ValueError("k must be at least 2 and at most the number of samples")
    shuffled = torch.randperm(num_samples, generator=generator).tolist()
    parts = [shuffled[i::k] for i in range(k)]
    return [([index for part in parts if part is not held for index in part], held) for held in parts]
