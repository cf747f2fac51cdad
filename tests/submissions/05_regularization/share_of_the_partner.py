# Gives the partner the share that belongs to the image.
#
# start from: _quick
# expect: mix_up_test 4/5
# says: `share` belongs to image i

# %% mix_up
def mix_up(images, labels, order, share, num_classes=10):
    targets = F.one_hot(labels, num_classes).float()
    return (1 - share) * images + share * images[order], (1 - share) * targets + share * targets[order]
