# Draws a circle with the mean radius, without any training.
#
# start from: _quick
# expect: ring_test 0

# %% train_generator
class Circle(nn.Module):
    def __init__(self, radius):
        super().__init__()
        self.radius = radius
    def forward(self, noise):
        return self.radius * F.normalize(noise[:, :2])
def train_generator(draw, size):
    return Circle(draw(2000).norm(dim=1).mean())
