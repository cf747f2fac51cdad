# Freezes the discriminator, and thaws all of it.
#
# start from: _quick
# expect: generator_step_test 1.6

# %% generator_step
def generator_step(generator, discriminator, optimizer, noise):
    discriminator.requires_grad_(False)
    loss = F.softplus(-discriminator(generator(noise))).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    discriminator.requires_grad_(True)
    return loss.item()
