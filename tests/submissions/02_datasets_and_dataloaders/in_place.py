# Scales the tensors that it was given.
#
# expect: standardise_test 2.4
# says: change the tensor of whoever called you

# %% standardise
def fitted(x):
    mean = x.nanmean(dim=0)
    known = ~x.isnan()
    squares = torch.where(known, (x - mean) ** 2, 0.0).sum(dim=0)
    std = (squares / (known.sum(dim=0) - 1)).sqrt()
    return mean, torch.where(std > 0, std, 1.0)


def standardise(train, *others):
    mean, std = fitted(train)
    for part in (train, *others):
        part -= mean
        part /= std
        part[part.isnan()] = 0
    return [train, *others]
