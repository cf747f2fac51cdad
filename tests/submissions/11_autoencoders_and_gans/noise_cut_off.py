# Cuts the noisy images off at 0 and 1.
#
# start from: _quick
# expect: denoising_loss_test 0

# %% denoising_loss
def denoising_loss(model: nn.Module, clean: Tensor, level: float) -> Tensor:
    """Return the mean squared error of a model that should remove noise."""
    return F.mse_loss(model((clean + level * torch.randn_like(clean)).clamp(0, 1)), clean)
