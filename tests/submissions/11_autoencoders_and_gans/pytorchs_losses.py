# Takes PyTorch's losses and its autograd.
#
# start from: _quick

# %% denoising_loss
def denoising_loss(model, clean, level):
    noisy = torch.normal(clean, level)
    return nn.MSELoss()(model(noisy), clean)

# %% losses
def _against(logits, target):
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, target))


def discriminator_loss(real, fake, smooth=0.0):
    return _against(real, 1 - smooth) + _against(fake, 0.0)


def minimax_loss(fake):
    return F.logsigmoid(-fake).mean()


def non_saturating_loss(fake):
    return -F.logsigmoid(fake).mean()

# %% discriminator_step
def discriminator_step(generator, discriminator, optimizer, real, noise):
    with torch.no_grad():
        fake = generator(noise)
    logits = discriminator(torch.cat([real, fake]))
    loss = discriminator_loss(logits[: len(real)], logits[len(real) :])
    optimizer.zero_grad(set_to_none=False)
    loss.backward()
    optimizer.step()
    return float(loss)

# %% generator_step
def generator_step(generator, discriminator, optimizer, noise):
    loss = non_saturating_loss(discriminator(generator(noise)))
    slopes = torch.autograd.grad(loss, list(generator.parameters()))
    for parameter, slope in zip(generator.parameters(), slopes):
        parameter.grad = slope
    optimizer.step()
    return float(loss)

# %% auc
def auc(scores, strange):
    from sklearn.metrics import roc_auc_score

    return roc_auc_score(strange.numpy(), scores.numpy())
