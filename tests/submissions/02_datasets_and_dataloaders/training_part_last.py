# Returns the other parts first.
#
# expect: standardise_test 0

# %% standardise
def standardise(train, *others):
    known = ~train.isnan()
    mean = train.nanmean(dim=0)
    squares = torch.where(known, train - mean, 0.0).square().sum(dim=0)
    spread = (squares / (known.sum(dim=0) - 1).clamp(min=1)).sqrt()
    spread = torch.where(spread < 1e-5, 1.0, spread)
    return [torch.nan_to_num((part - mean) / spread, nan=0.0) for part in (*others, train)]
