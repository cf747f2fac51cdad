# Draws each row of the noise by a call of its own.
#
# start from: _quick
# expect: sample_test 1/3

# %% sample
def sample(generator, num, size, seed):
    rng = torch.Generator().manual_seed(seed)
    noise = torch.stack([torch.randn(size, generator=rng) for _ in range(num)])
    with training.evaluation_mode(generator):
        return generator(noise)
