# Detaches nothing, and clears the generator's gradients.
#
# start from: _quick
# expect: discriminator_step_test 1.6

# %% discriminator_step
def discriminator_step(generator, discriminator, optimizer, real, noise):
    fake = generator(noise)
    loss = F.softplus(-discriminator(real)).mean() + F.softplus(discriminator(fake)).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    generator.zero_grad()
    return loss.item()
