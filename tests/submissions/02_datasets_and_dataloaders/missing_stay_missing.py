# Leaves nan in the result.
#
# expect: standardise_test 1.8
# says: not finite

# %% standardise
def fitted(x):
    mean = x.nanmean(dim=0)
    known = ~x.isnan()
    squares = torch.where(known, (x - mean) ** 2, 0.0).sum(dim=0)
    std = (squares / (known.sum(dim=0) - 1)).sqrt()
    return mean, torch.where(std > 0, std, 1.0)


def standardise(train, *others):
    mean, std = fitted(train)
    return [((part - mean) / std) for part in (train, *others)]
