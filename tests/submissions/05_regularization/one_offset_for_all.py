# Moves every image of the batch by the first image's offset.
#
# start from: _quick
# expect: shift_test 1.6
# says: every image has two offsets of its own

# %% shift
def shift(images, down, right):
    d, r = int(down[0]), int(right[0])
    return F.pad(images, (1, 1, 1, 1))[:, 1 - d : 9 - d, 1 - r : 9 - r]
