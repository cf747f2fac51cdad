# Calls every digit a zero.
#
# start from: _quick
# expect: label_digits_test 0

# %% label_digits
def label_digits(images, labels, unlabelled):
    return torch.zeros(len(unlabelled), dtype=torch.long)
