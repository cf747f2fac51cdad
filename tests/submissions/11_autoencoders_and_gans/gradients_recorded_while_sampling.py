# Records gradients.
#
# start from: _quick
# expect: sample_test 2/3

# %% sample
def sample(generator, num, size, seed):
    noise = torch.randn(num, size, generator=torch.Generator().manual_seed(seed))
    modes = {module: module.training for module in generator.modules()}
    generator.eval()
    samples = generator(noise)
    for module, mode in modes.items():
        module.training = mode
    return samples
