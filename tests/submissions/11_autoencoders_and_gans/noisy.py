# Prints, warns and draws progress bars on the way; all answers are right.
#
# start from: _quick

# %% anomaly_scores
def anomaly_scores(model: nn.Module, images: Tensor) -> Tensor:
    """Return the mean squared error of each image's copy."""
    import warnings

    warnings.warn("scores", UserWarning, stacklevel=1)
    print(images)
    with training.evaluation_mode(model):
        return (model(images) - images).square().mean(dim=1)

# %% losses
def discriminator_loss(real: Tensor, fake: Tensor, smooth: float = 0.0) -> Tensor:
    """Return the discriminator's cross-entropy."""
    import sys

    from tqdm import tqdm

    list(tqdm(range(3)))
    sys.stderr.write("a loss\n")
    of_real = F.softplus(-real) + smooth * real
    return of_real.mean() + F.softplus(fake).mean()


def minimax_loss(fake: Tensor) -> Tensor:
    """Return the generator's loss in the minimax game."""
    return -F.softplus(fake).mean()


def non_saturating_loss(fake: Tensor) -> Tensor:
    """Return the generator's loss that does not saturate."""
    return F.softplus(-fake).mean()
