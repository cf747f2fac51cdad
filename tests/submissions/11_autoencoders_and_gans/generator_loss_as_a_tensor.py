# Gives the generator's loss as a tensor.
#
# start from: _quick
# expect: generator_step_test 1.6

# %% generator_step
def generator_step(generator, discriminator, optimizer, noise):
    loss = F.softplus(-discriminator(generator(noise))).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.detach()
