# Takes mean and spread from all rows, and splits afterwards.
#
# expect: standardise_test 0
# says: whose mean and spread

# %% standardise
def fitted(x):
    mean = x.nanmean(dim=0)
    known = ~x.isnan()
    squares = torch.where(known, (x - mean) ** 2, 0.0).sum(dim=0)
    std = (squares / (known.sum(dim=0) - 1)).sqrt()
    return mean, torch.where(std > 0, std, 1.0)


def standardise(train, *others):
    mean, std = fitted(torch.cat([train, *others]))
    return [((part - mean) / std).nan_to_num(0.0) for part in (train, *others)]
