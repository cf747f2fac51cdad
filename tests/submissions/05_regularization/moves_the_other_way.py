# Moves up and left where down and right were meant.
#
# start from: _quick
# expect: shift_test 0
# says: the new column 1 is the old column 0

# %% shift
def shift(images, down, right):
    padded = F.pad(images, (1, 1, 1, 1))
    return torch.stack(
        [p[1 + d : 9 + d, 1 + r : 9 + r] for p, d, r in zip(padded, down.tolist(), right.tolist())]
    )
