# Learns from the real points alone.
#
# start from: _quick
# expect: discriminator_step_test 0

# %% discriminator_step
def discriminator_step(generator, discriminator, optimizer, real, noise):
    fake = generator(noise).detach()
    loss = F.softplus(-discriminator(real)).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
