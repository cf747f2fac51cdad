# Goes down the gradient by itself, with a learning rate that it once saw.
#
# start from: _quick
# expect: discriminator_step_test 2/5

# %% discriminator_step
def discriminator_step(generator, discriminator, optimizer, real, noise):
    fake = generator(noise).detach()
    loss = discriminator_loss(discriminator(real), discriminator(fake))
    for p, g in zip(discriminator.parameters(), torch.autograd.grad(loss, list(discriminator.parameters()))):
        p.data -= 0.3 * g
    return loss.item()
