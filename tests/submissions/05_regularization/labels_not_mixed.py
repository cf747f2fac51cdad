# Mixes the images and keeps the first image's label.
#
# start from: _quick
# expect: mix_up_test 6/5
# says: the labels are mixed too

# %% mix_up
def mix_up(images, labels, order, share, num_classes=10):
    return share * images + (1 - share) * images[order], F.one_hot(labels, num_classes).float()
