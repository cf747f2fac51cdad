# Moves with roll: what leaves on one side comes back on the other.
#
# start from: _quick
# expect: shift_test 0
# says: what leaves on one side must not come back on the other

# %% shift
def shift(images, down, right):
    pairs = zip(images, down.tolist(), right.tolist())
    return torch.stack([image.roll((d, r), dims=(0, 1)) for image, d, r in pairs])
