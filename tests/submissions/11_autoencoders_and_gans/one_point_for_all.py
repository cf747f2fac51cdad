# Learns the mean of the ring.
#
# start from: _quick
# expect: ring_test 0

# %% train_generator
def train_generator(draw, size):
    layer = nn.Linear(size, 2)
    with torch.no_grad():
        layer.weight.zero_()
        layer.bias.copy_(draw(500).mean(dim=0))
    return layer
