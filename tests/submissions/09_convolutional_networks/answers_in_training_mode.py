# Answers in training mode.
#
# start from: _quick
# expect: known_animals_test 0..1

# %% classify
def classify(model: nn.Module, pixels: np.ndarray) -> Tensor:
    """Return the class of each image, shape (N,), for pixels of shape (N, 28, 28) from 0 to 255."""
    with torch.inference_mode():
        return model(torch.tensor(pixels).unsqueeze(1) / 255).argmax(dim=1)
