# Switches the generator to evaluation mode for the discriminator's step.
#
# start from: _quick
# expect: discriminator_step_test 8/5

# %% discriminator_step
def discriminator_step(generator, discriminator, optimizer, real, noise):
    generator.eval()
    fake = generator(noise).detach()
    loss = F.softplus(-discriminator(real)).mean() + F.softplus(discriminator(fake)).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
