# Gives all that is left over to the last fold.
#
# start from: _quick
# expect: folds_test 12/7
# says: spread what is left over among the parts

# %% folds
def folds(num_samples, k, generator):
    if not 2 <= k <= num_samples:
        raise ValueError("k")
    order = torch.randperm(num_samples, generator=generator)
    size, pairs = num_samples // k, []
    for i in range(k):
        end = (i + 1) * size if i < k - 1 else num_samples
        pairs.append((torch.cat([order[: i * size], order[end:]]), order[i * size : end]))
    return pairs
