# Writes both shares into the target; if the classes are the same, the second replaces the first.
#
# start from: _quick
# expect: mix_up_test 8/5
# says: do they add up, or does one replace the other?

# %% mix_up
def mix_up(images, labels, order, share, num_classes=10):
    rows = torch.arange(len(labels))
    targets = torch.zeros(len(labels), num_classes)
    targets[rows, labels] = share
    targets[rows, labels[order]] = 1 - share
    return share * images + (1 - share) * images[order], targets
