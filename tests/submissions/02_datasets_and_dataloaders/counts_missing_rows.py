# Divides by the number of rows, missing ones included.
#
# expect: standardise_test 2.4
# says: takes no part in mean and spread

# %% standardise
def fitted(x):
    mean = x.nanmean(dim=0)
    known = ~x.isnan()
    squares = torch.where(known, (x - mean) ** 2, 0.0).sum(dim=0)
    std = (squares / (len(x) - 1)).sqrt()
    return mean, torch.where(std > 0, std, 1.0)


def standardise(train, *others):
    mean, std = fitted(train)
    return [((part - mean) / std).nan_to_num(0.0) for part in (train, *others)]
