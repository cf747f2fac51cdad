# Moves columns where rows were meant.
#
# start from: _quick
# expect: shift_test 0
# says: is `down` about rows?

# %% shift
def shift(images, down, right):
    padded = F.pad(images, (1, 1, 1, 1))
    return torch.stack(
        [p[1 - r : 9 - r, 1 - d : 9 - d] for p, d, r in zip(padded, down.tolist(), right.tolist())]
    )
