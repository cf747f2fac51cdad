# Takes mean and spread from the images that it normalises.
#
# start from: _quick
# expect: normalise_test 1/3

# %% normalise
def normalise(train_images: Tensor, images: Tensor) -> Tensor:
    """Normalise the images, channel by channel, with mean and spread of the training images."""
    train_images = images
    mean = train_images.mean(dim=(0, 2, 3), keepdim=True)
    spread = train_images.std(dim=(0, 2, 3), keepdim=True)
    return (images - mean) / torch.where(spread > 0, spread, 1.0)
