# Takes tops for columns and lefts for rows.
#
# start from: _quick
# expect: flip_and_crop_test 0

# %% flip_and_crop
def flip_and_crop(images: Tensor, coins: Tensor, tops: Tensor, lefts: Tensor, size: int) -> Tensor:
    """Mirror some images, then crop each at its own place: shape (B, C, size, size)."""
    flipped = torch.where(coins.view(-1, 1, 1, 1), images.flip(3), images)
    places = zip(flipped, lefts.tolist(), tops.tolist(), strict=True)
    return torch.stack([image[:, top : top + size, left : left + size] for image, top, left in places])
