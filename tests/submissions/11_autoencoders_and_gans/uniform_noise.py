# Adds uniform noise of the right spread.
#
# start from: _quick
# expect: denoising_loss_test 3/4

# %% denoising_loss
def denoising_loss(model: nn.Module, clean: Tensor, level: float) -> Tensor:
    """Return the mean squared error of a model that should remove noise."""
    return F.mse_loss(model(clean + level * (torch.rand_like(clean) - 0.5) * math.sqrt(12)), clean)
