# Trains a wider denoiser, a denoising detector and a ring with noisy inputs.
#
# start from: _quick
# expect: denoiser_test 2.5..3
# expect: ring_test 1.5..2

# %% denoiser
training.set_seed(3)
denoiser = nn.Sequential(nn.Linear(64, 256), nn.GELU(), nn.Linear(256, 256), nn.GELU(), nn.Linear(256, 64))
optimizer = torch.optim.AdamW(denoiser.parameters(), lr=2e-3)
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 800)
for _ in range(800):
    rows = torch.randint(len(train_images), (128,))
    loss = denoising_loss(denoiser, train_images[rows], 0.5)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    schedule.step()


def denoise(noisy):
    with torch.inference_mode():
        return denoiser(noisy).clamp(0, 1)

# %% train_generator
def train_generator(draw: Callable[[int], Tensor], size: int) -> nn.Module:
    """Train a GAN on points, and return its generator."""

    def network(num_in: int, num_out: int) -> nn.Sequential:
        hidden = [nn.Linear(num_in, 64), nn.LeakyReLU(0.2), nn.Linear(64, 64), nn.LeakyReLU(0.2)]
        return nn.Sequential(*hidden, nn.Linear(64, num_out))

    generator, discriminator = network(size, 2), network(2, 1)
    g_optimizer = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.5, 0.99))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.5, 0.99))
    num_steps = 1500
    for step in range(num_steps):
        for optimizer in (g_optimizer, d_optimizer):  # smaller steps at the end, so that the players settle
            optimizer.param_groups[0]["lr"] = 1e-3 * min(1.0, 2.5 * (1 - step / num_steps))
        real, fake = draw(128).requires_grad_(), generator(torch.randn(128, size)).detach()
        logits = discriminator(real)
        (slopes,) = torch.autograd.grad(logits.sum(), real, create_graph=True)
        loss = discriminator_loss(logits, discriminator(fake)) + slopes.norm(dim=1).square().mean()
        d_optimizer.zero_grad()
        loss.backward()
        d_optimizer.step()
        generator_step(generator, discriminator, g_optimizer, torch.randn(128, size))
    return generator
