# Gives the targets ten columns, whatever the number of classes is.
#
# start from: _quick
# expect: mix_up_test 8/5

# %% mix_up
def mix_up(images, labels, order, share, num_classes=10):
    targets = F.one_hot(labels, 10).float()
    return share * images + (1 - share) * images[order], share * targets + (1 - share) * targets[order]
