# Draws a circle instead of the clouds.
#
# start from: _quick
# expect: ring_test 0

# %% train_generator
class Circle(nn.Module):
    def __init__(self, radius):
        super().__init__()
        self.radius = radius

    def forward(self, noise):
        return F.normalize(noise[:, :2]) * self.radius


def train_generator(draw, size):
    return Circle(draw(4000).norm(dim=1).mean())
