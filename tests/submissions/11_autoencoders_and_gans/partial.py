# Has done the first task, the scores, the losses and the interpolation.
#
# start from: blank
# expect: all 0
# expect: denoising_loss_test 1
# expect: anomaly_scores_test 1
# expect: auc_test 1
# expect: losses_test 3
# expect: interpolate_test 1

# %% denoising_loss
def denoising_loss(model: nn.Module, clean: Tensor, level: float) -> Tensor:
    """Return the mean squared error of a model that should remove noise."""
    return F.mse_loss(model(clean + level * torch.randn_like(clean)), clean)

# %% anomaly_scores
def anomaly_scores(model: nn.Module, images: Tensor) -> Tensor:
    """Return the mean squared error of each image's copy."""
    with training.evaluation_mode(model):
        return (model(images) - images).square().mean(dim=1)

# %% auc
def auc(scores: Tensor, strange: Tensor) -> float:
    """Return the area under the ROC curve."""
    difference = scores[strange][:, None] - scores[~strange]
    return ((difference > 0).float() + (difference == 0).float() / 2).mean().item()

# %% losses
def discriminator_loss(real: Tensor, fake: Tensor, smooth: float = 0.0) -> Tensor:
    """Return the discriminator's cross-entropy."""
    of_real = F.softplus(-real) + smooth * real
    return of_real.mean() + F.softplus(fake).mean()


def minimax_loss(fake: Tensor) -> Tensor:
    """Return the generator's loss in the minimax game."""
    return -F.softplus(fake).mean()


def non_saturating_loss(fake: Tensor) -> Tensor:
    """Return the generator's loss that does not saturate."""
    return F.softplus(-fake).mean()

# %% interpolate
def interpolate(decoder: nn.Module, a: Tensor, b: Tensor, num: int) -> Tensor:
    """Return the pictures on the way from one code to another, shape (num, ...)."""
    share = torch.linspace(0, 1, num)[:, None]
    return decoder((1 - share) * a + share * b)
