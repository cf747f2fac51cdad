# Freezes the generator in place of recording no gradients.
#
# start from: _quick
# expect: sample_test 2/3

# %% sample
def sample(generator, num, size, seed):
    modes = {m: m.training for m in generator.modules()}
    generator.eval().requires_grad_(False)
    out = generator(torch.randn((num, size), generator=torch.Generator().manual_seed(seed)))
    for m in modes:
        m.training = modes[m]
    return out
