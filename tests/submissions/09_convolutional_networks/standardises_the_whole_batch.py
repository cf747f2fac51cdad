# Standardises what is to be classified by the mean and the standard deviation of all pixels in the batch.
#
# start from: _quick
# expect: known_animals_test 0..1

# %% classify
def classify(model: nn.Module, pixels: np.ndarray) -> Tensor:
    """Return the class of each image, shape (N,), for pixels of shape (N, 28, 28) from 0 to 255."""
    images = torch.tensor(pixels).unsqueeze(1) / 255
    images = (images - images.mean()) / images.std()
    model.eval()
    with torch.inference_mode():
        return model(images * known_images.std() + known_images.mean()).argmax(dim=1)
