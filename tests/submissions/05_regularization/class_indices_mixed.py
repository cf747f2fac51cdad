# Mixes the numbers of the classes, as if class 5 stood between class 4 and class 6.
#
# start from: _quick
# expect: mix_up_test 4/5
# says: a float for each class

# %% mix_up
def mix_up(images, labels, order, share, num_classes=10):
    return share * images + (1 - share) * images[order], share * labels + (1 - share) * labels[order]
