# Takes one mean and one spread for the whole table.
#
# expect: standardise_test 0
# says: each column on its own

# %% standardise
def standardise(train, *others):
    known = train[~train.isnan()]
    mean, std = known.mean(), known.std()
    return [((part - mean) / std).nan_to_num(0.0) for part in (train, *others)]
