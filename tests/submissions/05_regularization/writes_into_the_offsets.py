# Adds 1 to the given offsets themselves.
#
# start from: _quick
# expect: shift_test 8/5

# %% shift
def shift(images, down, right):
    down += 1
    right += 1
    moved = torch.zeros(len(images), 10, 10)
    for i, (y, x) in enumerate(zip(down.tolist(), right.tolist())):
        moved[i, y : y + 8, x : x + 8] = images[i]
    return moved[:, 1:9, 1:9]
