# Standardises each part by its own mean and spread.
#
# expect: standardise_test 1.2
# says: a user sends one sample

# %% standardise
def fitted(x):
    mean = x.nanmean(dim=0)
    known = ~x.isnan()
    squares = torch.where(known, (x - mean) ** 2, 0.0).sum(dim=0)
    std = (squares / (known.sum(dim=0) - 1)).sqrt()
    return mean, torch.where(std > 0, std, 1.0)


def standardise(train, *others):
    results = []
    for part in (train, *others):
        mean, std = fitted(part)
        results.append(((part - mean) / std).nan_to_num(0.0))
    return results
