# Gives minimax the discriminator's sign.
#
# start from: _quick
# expect: losses_test 2

# %% losses
def discriminator_loss(real: Tensor, fake: Tensor, smooth: float = 0.0) -> Tensor:
    """Return the discriminator's cross-entropy."""
    of_real = F.softplus(-real) + smooth * real
    return of_real.mean() + F.softplus(fake).mean()


def minimax_loss(fake: Tensor) -> Tensor:
    """Return the generator's loss in the minimax game."""
    return F.softplus(fake).mean()


def non_saturating_loss(fake: Tensor) -> Tensor:
    """Return the generator's loss that does not saturate."""
    return F.softplus(-fake).mean()
