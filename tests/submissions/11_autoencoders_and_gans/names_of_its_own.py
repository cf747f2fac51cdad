# Calls its own helpers and variables softplus, detach and auc_score.
#
# start from: _quick

# %% added above denoising_loss
def softplus(s):
    return torch.logaddexp(s, torch.zeros_like(s))


def detach(pictures):
    return pictures.detach()

# %% losses
def discriminator_loss(real, fake, smooth=0.0):
    return ((1 - smooth) * softplus(-real) + smooth * softplus(real)).mean() + softplus(fake).mean()


def minimax_loss(fake):
    return softplus(fake).neg().mean()


def non_saturating_loss(fake):
    return softplus(fake.neg()).mean()

# %% discriminator_step
def discriminator_step(generator, discriminator, optimizer, real, noise):
    fake = detach(generator(noise))
    loss = softplus(-discriminator(real)).mean() + softplus(discriminator(fake)).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()

# %% auc
def auc(scores, strange):
    sum = torch.sign(scores[strange].unsqueeze(1) - scores[~strange].unsqueeze(0))
    return float(sum.mean() / 2 + 0.5)
