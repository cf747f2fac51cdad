# Draws for the first channel, and takes the same places in all others.
#
# start from: _quick
# expect: stochastic_test 1.5

# %% stochastic
def stochastic_pool(x: Tensor, k: int, training: bool) -> Tensor:
    """Return a value of each block, drawn in proportion to its size, or the mean of such draws."""
    blocks = x.unfold(2, k, k).unfold(3, k, k).flatten(4)
    sums = blocks.sum(dim=4, keepdim=True)
    chances = torch.where(sums > 0, blocks / sums.clamp_min(1e-30), 1 / k**2)
    if not training:
        return (chances * blocks).sum(dim=4)
    drawn = torch.multinomial(chances[:, 0].flatten(0, 2), 1).view(sums[:, :1].shape).expand(sums.shape)
    return blocks.gather(4, drawn).squeeze(4)
