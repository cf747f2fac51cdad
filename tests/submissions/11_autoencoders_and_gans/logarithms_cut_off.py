# Keeps the sigmoids away from 0 and 1.
#
# start from: _quick
# expect: losses_test 2

# %% losses
def _p(s):
    return s.sigmoid().clamp(1e-7, 1 - 1e-7)


def discriminator_loss(real, fake, smooth=0.0):
    p, q = _p(real), _p(fake)
    return -((1 - smooth) * p.log() + smooth * (1 - p).log()).mean() - (1 - q).log().mean()


def minimax_loss(fake):
    return (1 - _p(fake)).log().mean()


def non_saturating_loss(fake):
    return -_p(fake).log().mean()
