# Trains with Adam's usual momentum.
#
# start from: _quick
# expect: denoiser_test 0
# expect: ring_test 0..1.5

# %% train_generator
def train_generator(draw: Callable[[int], Tensor], size: int) -> nn.Module:
    """Train a GAN on points, and return its generator."""

    def network(num_in: int, num_out: int) -> nn.Sequential:
        hidden = [nn.Linear(num_in, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU()]
        return nn.Sequential(*hidden, nn.Linear(64, num_out))

    generator, discriminator = network(size, 2), network(2, 1)
    g_optimizer = torch.optim.Adam(generator.parameters(), lr=1e-3, betas=(0.9, 0.999))
    d_optimizer = torch.optim.Adam(discriminator.parameters(), lr=1e-3, betas=(0.9, 0.999))
    num_steps = 300
    for step in range(num_steps):
        for optimizer in (g_optimizer, d_optimizer):  # smaller steps at the end, so that the players settle
            optimizer.param_groups[0]["lr"] = 1e-3 * min(1.0, 2.5 * (1 - step / num_steps))
        real, fake = draw(128).requires_grad_(), generator(torch.randn(128, size)).detach()
        logits = discriminator(real)
        (slopes,) = torch.autograd.grad(logits.sum(), real, create_graph=True)
        loss = discriminator_loss(logits, discriminator(fake))
        d_optimizer.zero_grad()
        loss.backward()
        d_optimizer.step()
        generator_step(generator, discriminator, g_optimizer, torch.randn(128, size))
    return generator
