# Freezes the generator for the discriminator's step, and leaves it so.
#
# start from: _quick
# expect: discriminator_step_test 8/5

# %% discriminator_step
def discriminator_step(generator, discriminator, optimizer, real, noise):
    generator.requires_grad_(False)
    loss = F.softplus(-discriminator(real)).mean() + F.softplus(discriminator(generator(noise))).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
