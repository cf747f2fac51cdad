# Samples in the mode that it finds.
#
# start from: _quick
# expect: sample_test 1/3

# %% sample
def sample(generator: nn.Module, num: int, size: int, seed: int) -> Tensor:
    """Return what the generator draws from one fixed noise."""
    noise = torch.randn(num, size, generator=torch.Generator().manual_seed(seed))
    with torch.no_grad():
        return generator(noise)
