# Divides by the spread, whatever it is.
#
# start from: _quick
# expect: normalise_test 2/3

# %% normalise
def normalise(train_images: Tensor, images: Tensor) -> Tensor:
    """Normalise the images, channel by channel, with mean and spread of the training images."""
    mean = train_images.mean(dim=(0, 2, 3), keepdim=True)
    spread = train_images.std(dim=(0, 2, 3), keepdim=True)
    return (images - mean) / spread
