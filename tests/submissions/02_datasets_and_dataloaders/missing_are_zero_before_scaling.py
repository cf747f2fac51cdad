# Puts 0 for missing values first, so that they take part in mean and spread.
#
# expect: standardise_test 1.8
# says: after scaling, not before

# %% standardise
def standardise(train, *others):
    train, *others = [part.nan_to_num(0.0) for part in (train, *others)]
    mean, std = train.mean(dim=0), train.std(dim=0)
    std[std == 0] = 1
    return [(part - mean) / std for part in (train, *others)]
