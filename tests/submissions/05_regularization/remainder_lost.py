# Cuts parts of equal size, and what is left over is never validated.
#
# start from: _quick
# expect: folds_test 8/7
# says: together the parts are all the indices, each once

# %% folds
def folds(num_samples, k, generator):
    if not 2 <= k <= num_samples:
        raise ValueError("k")
    order = torch.randperm(num_samples, generator=generator)
    size = num_samples // k
    return [
        (torch.cat([order[: i * size], order[(i + 1) * size :]]), order[i * size : (i + 1) * size]) for i in range(k)
    ]
