# Freezes the discriminator, and leaves it frozen.
#
# start from: _quick
# expect: generator_step_test 1.2

# %% generator_step
def generator_step(generator, discriminator, optimizer, noise):
    discriminator.requires_grad_(False)
    loss = F.softplus(-discriminator(generator(noise))).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
