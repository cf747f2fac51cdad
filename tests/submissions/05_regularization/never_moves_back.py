# Takes offsets of -1 for 0.
#
# start from: _quick
# expect: shift_test 0.8
# says: the new row 0 is the old row 1

# %% shift
def shift(images, down, right):
    result = images.clone()
    for i in range(len(images)):
        if down[i] > 0:
            result[i, 1:] = result[i, :-1].clone()
            result[i, 0] = 0
        if right[i] > 0:
            result[i, :, 1:] = result[i, :, :-1].clone()
            result[i, :, 0] = 0
    return result
