# Freezes the discriminator for the generator's step, and gives every setting back.
#
# start from: _quick

# %% generator_step
def generator_step(generator, discriminator, optimizer, noise):
    settings = [(p, p.requires_grad) for p in discriminator.parameters()]
    discriminator.requires_grad_(False)
    optimizer.zero_grad()
    loss = non_saturating_loss(discriminator(generator(noise)))
    loss.backward()
    optimizer.step()
    for p, needed in settings:
        p.requires_grad_(needed)
    return loss.item()

# %% discriminator_step
def discriminator_step(generator, discriminator, optimizer, real, noise):
    optimizer.zero_grad()
    discriminator_loss(discriminator(real), discriminator(real)).item()
    with torch.inference_mode():
        fake = generator(noise)
    fake = fake.clone()
    losses = F.softplus(-discriminator(real)).mean(), F.softplus(discriminator(fake)).mean()
    for part in losses:
        part.backward()
    optimizer.step()
    return sum(part.item() for part in losses)

# %% anomaly_scores
def anomaly_scores(model, images):
    modes = [module.training for module in model.modules()]
    model.eval()
    try:
        with torch.no_grad():
            return F.mse_loss(model(images), images, reduction="none").mean(1)
    finally:
        for module, mode in zip(model.modules(), modes):
            module.training = mode
