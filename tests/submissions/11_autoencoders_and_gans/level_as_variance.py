# Takes the level for a variance.
#
# start from: _quick
# expect: denoising_loss_test 0

# %% denoising_loss
def denoising_loss(model: nn.Module, clean: Tensor, level: float) -> Tensor:
    """Return the mean squared error of a model that should remove noise."""
    return F.mse_loss(model(clean + level**0.5 * torch.randn_like(clean)), clean)
