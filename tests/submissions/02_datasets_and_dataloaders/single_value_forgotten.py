# Mends a spread of zero, but not that of a single value, which is nan.
#
# expect: standardise_test 2.4
# says: which a single one

# %% standardise
def fitted(x):
    mean = x.nanmean(dim=0)
    known = ~x.isnan()
    squares = torch.where(known, (x - mean) ** 2, 0.0).sum(dim=0)
    std = (squares / (known.sum(dim=0) - 1)).sqrt()
    return mean, torch.where(std == 0, 1.0, std)


def standardise(train, *others):
    mean, std = fitted(train)
    return [((part - mean) / std).nan_to_num(0.0) for part in (train, *others)]
