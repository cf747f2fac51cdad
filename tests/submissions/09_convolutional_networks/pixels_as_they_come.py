# Does not divide the pixels by 255.
#
# start from: _quick
# expect: known_animals_test 0..1
# expect: transfer_test 0..4/3

# %% classify
def classify(model: nn.Module, pixels: np.ndarray) -> Tensor:
    """Return the class of each image, shape (N,), for pixels of shape (N, 28, 28) from 0 to 255."""
    model.eval()
    with torch.inference_mode():
        return model(torch.tensor(pixels).unsqueeze(1)).argmax(dim=1)
