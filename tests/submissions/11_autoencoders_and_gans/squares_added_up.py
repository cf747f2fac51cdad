# Adds the squares up.
#
# start from: _quick
# expect: denoising_loss_test 1/4

# %% denoising_loss
def denoising_loss(model: nn.Module, clean: Tensor, level: float) -> Tensor:
    """Return the mean squared error of a model that should remove noise."""
    return F.mse_loss(model(clean + level * torch.randn_like(clean)), clean, reduction="sum")
