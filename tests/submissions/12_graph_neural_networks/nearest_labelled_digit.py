# Takes the label of the nearest labelled digit.
#
# start from: _quick
# expect: label_digits_test 0..2.5

# %% label_digits
def label_digits(images, labels, unlabelled):
    return labels[torch.cdist(unlabelled, images).argmin(dim=1)]
