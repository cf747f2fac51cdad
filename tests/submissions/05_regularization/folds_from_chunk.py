# Cuts with chunk, as the lesson does: the last part is much smaller.
#
# start from: _quick
# expect: folds_test 12/7
# says: spread what is left over among the parts

# %% folds
def folds(num_samples, k, generator):
    if not 2 <= k <= num_samples:
        raise ValueError("k")
    parts = torch.randperm(num_samples, generator=generator).chunk(k)
    return [(torch.cat(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(k)]
