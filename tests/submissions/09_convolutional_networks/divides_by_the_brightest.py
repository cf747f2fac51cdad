# Divides what is to be classified by the brightest pixel of the whole batch.
#
# start from: _quick
# expect: known_animals_test 0..1

# %% classify
def classify(model: nn.Module, pixels: np.ndarray) -> Tensor:
    """Return the class of each image, shape (N,), for pixels of shape (N, 28, 28) from 0 to 255."""
    images = torch.tensor(pixels).unsqueeze(1)
    model.eval()
    with torch.inference_mode():
        return model(images / images.max()).argmax(dim=1)
