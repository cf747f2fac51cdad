# Gives image order[i] the partner i: the order is read the wrong way round for images and labels.
#
# start from: _quick
# expect: mix_up_test 4/5
# says: the partner of image i is image order[i]

# %% mix_up
def mix_up(images, labels, order, share, num_classes=10):
    back = order.argsort()
    targets = F.one_hot(labels, num_classes).float()
    return share * images + (1 - share) * images[back], share * targets + (1 - share) * targets[back]
