# Moves the discriminator, too.
#
# start from: _quick
# expect: generator_step_test 1.2

# %% generator_step
def generator_step(generator, discriminator, optimizer, noise):
    loss = F.softplus(-discriminator(generator(noise))).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        for parameter in discriminator.parameters():
            if parameter.grad is not None:
                parameter -= 0.3 * parameter.grad
    return loss.item()
