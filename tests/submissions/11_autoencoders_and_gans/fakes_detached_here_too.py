# Detaches the fakes in the generator's half, too.
#
# start from: _quick
# expect: generator_step_test 0.4

# %% generator_step
def generator_step(generator, discriminator, optimizer, noise):
    loss = F.softplus(-discriminator(generator(noise).detach())).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
