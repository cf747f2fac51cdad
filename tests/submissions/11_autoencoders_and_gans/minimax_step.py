# Takes the minimax loss.
#
# start from: _quick
# expect: generator_step_test 0

# %% generator_step
def generator_step(generator, discriminator, optimizer, noise):
    loss = -F.softplus(discriminator(generator(noise))).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
