# Draws one noise, and adds it to every image.
#
# start from: _quick
# expect: denoiser_test 0
# expect: denoising_loss_test 0..2/3

# %% denoising_loss
def denoising_loss(model: nn.Module, clean: Tensor, level: float) -> Tensor:
    """Return the mean squared error of a model that should remove noise."""
    return F.mse_loss(model(clean + level * torch.randn(clean.shape[1])), clean)
