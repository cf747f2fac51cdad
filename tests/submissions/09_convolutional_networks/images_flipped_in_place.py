# Writes the mirrored images into the images.
#
# start from: _quick
# expect: flip_and_crop_test 2/3

# %% flip_and_crop
def flip_and_crop(images: Tensor, coins: Tensor, tops: Tensor, lefts: Tensor, size: int) -> Tensor:
    """Mirror some images, then crop each at its own place: shape (B, C, size, size)."""
    images[coins] = images[coins].flip(3)
    flipped = images
    places = zip(flipped, tops.tolist(), lefts.tolist(), strict=True)
    return torch.stack([image[:, top : top + size, left : left + size] for image, top, left in places])
