# Fills what is missing in the training part alone.
#
# expect: standardise_test 2.4

# %% standardise
def standardise(train, *others):
    known = ~train.isnan()
    mean = train.nanmean(dim=0)
    squares = torch.where(known, train - mean, 0.0).square().sum(dim=0)
    spread = (squares / (known.sum(dim=0) - 1).clamp(min=1)).sqrt()
    spread = torch.where(spread < 1e-5, 1.0, spread)
    return [torch.nan_to_num((train - mean) / spread, nan=0.0), *((part - mean) / spread for part in others)]
