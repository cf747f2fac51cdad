# Refuses only more folds than samples.
#
# start from: _quick
# expect: folds_test 12/7

# %% folds
def folds(num_samples, k, generator):
    if k > num_samples:
        raise ValueError("more folds than samples")
    parts = torch.randperm(num_samples, generator=generator).tensor_split(k)
    training = [[part for part in parts if part is not held] for held in parts]
    return [(torch.cat(rest) if rest else parts[0][:0], held) for rest, held in zip(training, parts)]
