# Switches the discriminator to evaluation mode for the generator's step.
#
# start from: _quick
# expect: generator_step_test 8/5

# %% generator_step
def generator_step(generator, discriminator, optimizer, noise):
    discriminator.eval()
    loss = non_saturating_loss(discriminator(generator(noise)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
