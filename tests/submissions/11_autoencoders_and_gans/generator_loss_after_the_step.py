# Gives the generator's loss after the step.
#
# start from: _quick
# expect: generator_step_test 1.2

# %% generator_step
def generator_step(generator, discriminator, optimizer, noise):
    loss = F.softplus(-discriminator(generator(noise))).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return F.softplus(-discriminator(generator(noise))).mean().item()
