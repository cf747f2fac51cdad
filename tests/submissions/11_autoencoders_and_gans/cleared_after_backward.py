# Clears the gradients before the step.
#
# start from: _quick
# expect: discriminator_step_test 0.4

# %% discriminator_step
def discriminator_step(generator, discriminator, optimizer, real, noise):
    fake = generator(noise).detach()
    loss = F.softplus(-discriminator(real)).mean() + F.softplus(discriminator(fake)).mean()
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()
