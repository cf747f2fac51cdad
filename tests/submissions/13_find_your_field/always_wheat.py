# Always answers the most frequent crop.
#
# start from: _quick
# expect: competition_test 0

# %% classify
def classify(columns: Columns) -> Tensor:
    """Return the number of the crop (n,) for each field."""
    return torch.zeros(len(columns["altitude"]), dtype=torch.long)
