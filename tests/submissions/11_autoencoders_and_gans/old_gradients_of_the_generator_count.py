# Never clears the gradients of the generator.
#
# start from: _quick
# expect: generator_step_test 1.2

# %% generator_step
def generator_step(generator, discriminator, optimizer, noise):
    loss = F.softplus(-discriminator(generator(noise))).mean()
    loss.backward()
    optimizer.step()
    return loss.item()
