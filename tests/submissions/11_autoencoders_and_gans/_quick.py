# Trains nothing for long: the base of everybody whose training is not the point.
#
# expect: denoiser_test 0..3
# expect: ring_test 0..2

# %% denoiser
mean_image = train_images.mean(dim=0)
directions = torch.linalg.svd(train_images - mean_image, full_matrices=False)[2][:6]


def denoise(noisy):
    return (noisy - mean_image) @ directions.T @ directions + mean_image

# %% fit_detector
def fit_detector(images):
    return lambda asked: torch.cdist(asked, images).amin(dim=1)

# %% discriminator_step
def discriminator_step(generator, discriminator, optimizer, real, noise):
    fake = generator(noise).detach()
    loss = F.softplus(-discriminator(real)).mean() + F.softplus(discriminator(fake)).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()

# %% generator_step
def generator_step(generator, discriminator, optimizer, noise):
    loss = F.softplus(-discriminator(generator(noise))).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()

# %% train_generator
def train_generator(draw, size):
    return nn.Sequential(nn.Linear(size, 2))
