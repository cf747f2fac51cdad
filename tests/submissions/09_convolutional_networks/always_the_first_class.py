# Always answers with the first class.
#
# start from: _quick
# expect: known_animals_test 0
# expect: transfer_test 4/3

# %% classify
def classify(model, pixels):
    return torch.zeros(len(pixels), dtype=torch.long)
