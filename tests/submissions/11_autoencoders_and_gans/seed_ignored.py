# Ignores the seed.
#
# start from: _quick
# expect: sample_test 0

# %% sample
def sample(generator: nn.Module, num: int, size: int, seed: int) -> Tensor:
    """Return what the generator draws from one fixed noise."""
    noise = torch.randn(num, size, generator=torch.Generator().manual_seed(0))
    with training.evaluation_mode(generator):
        return generator(noise)
