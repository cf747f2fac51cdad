# Takes logarithms of sigmoids.
#
# start from: _quick
# expect: losses_test 2

# %% losses
def discriminator_loss(real, fake, smooth=0.0):
    p, q = real.sigmoid(), fake.sigmoid()
    return -((1 - smooth) * p.log() + smooth * (1 - p).log()).mean() - (1 - q).log().mean()


def minimax_loss(fake):
    return (1 - fake.sigmoid()).log().mean()


def non_saturating_loss(fake):
    return -fake.sigmoid().log().mean()
