# Remembers points of the data, and lets the noise choose one.
#
# start from: _quick
# expect: ring_test 0

# %% train_generator
class Memory(nn.Module):
    def __init__(self, points):
        super().__init__()
        self.points = points
    def forward(self, noise):
        which = ((torch.atan2(noise[:, 1], noise[:, 0]) / (2 * math.pi) + 0.5) * (len(self.points) - 0.001)).long()
        return self.points[which]
def train_generator(draw, size):
    return Memory(draw(1000))
