# Yields the folds, as the lesson does: a generator refuses a wrong k only when the first fold is asked for.
#
# start from: _quick
# expect: folds_test 10/7
# says: Do you use yield?

# %% folds
def folds(num_samples, k, generator):
    if not 2 <= k <= num_samples:
        raise ValueError("k")
    parts = torch.randperm(num_samples, generator=generator).tensor_split(k)
    for i in range(k):
        yield torch.cat(parts[:i] + parts[i + 1 :]), parts[i]
