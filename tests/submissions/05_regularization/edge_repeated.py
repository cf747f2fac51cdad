# Fills what comes in with the edge's own grey levels instead of 0.
#
# start from: _quick
# expect: shift_test 0
# says: what comes in is empty

# %% shift
def shift(images, down, right):
    padded = F.pad(images.unsqueeze(1), (1, 1, 1, 1), mode="replicate").squeeze(1)
    return torch.stack(
        [p[1 - d : 9 - d, 1 - r : 9 - r] for p, d, r in zip(padded, down.tolist(), right.tolist())]
    )
