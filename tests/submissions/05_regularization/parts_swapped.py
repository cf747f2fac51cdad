# Returns the validation part first.
#
# start from: _quick
# expect: folds_test 0.8..1.2
# says: the validation part second in each pair

# %% folds
def folds(num_samples, k, generator):
    if not 2 <= k <= num_samples:
        raise ValueError("k")
    parts = torch.randperm(num_samples, generator=generator).tensor_split(k)
    return [(parts[i], torch.cat(parts[:i] + parts[i + 1 :])) for i in range(k)]
