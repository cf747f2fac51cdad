# Crops first, and flips what is left.
#
# start from: _quick
# expect: flip_and_crop_test 1/3

# %% flip_and_crop
def flip_and_crop(images: Tensor, coins: Tensor, tops: Tensor, lefts: Tensor, size: int) -> Tensor:
    """Mirror some images, then crop each at its own place: shape (B, C, size, size)."""
    places = zip(images, tops.tolist(), lefts.tolist(), strict=True)
    crops = torch.stack([image[:, top : top + size, left : left + size] for image, top, left in places])
    return torch.where(coins.view(-1, 1, 1, 1), crops.flip(3), crops)
