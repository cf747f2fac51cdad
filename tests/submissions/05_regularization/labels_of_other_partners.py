# Mixes the labels with another permutation than the images.
#
# start from: _quick
# expect: mix_up_test 6/5
# says: with the same partners and the same share as the images

# %% mix_up
def mix_up(images, labels, order, share, num_classes=10):
    targets = F.one_hot(labels, num_classes).float()
    partners = targets[torch.randperm(len(labels))]
    return share * images + (1 - share) * images[order], share * targets + (1 - share) * partners
