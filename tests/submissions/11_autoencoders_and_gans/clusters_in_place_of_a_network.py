# Finds the centres by clustering, and lets the noise choose one.
#
# start from: _quick
# expect: ring_test 0

# %% train_generator
from sklearn.cluster import KMeans
class Mixture(nn.Module):
    def __init__(self, centres):
        super().__init__()
        self.centres = centres
    def forward(self, noise):
        which = ((torch.atan2(noise[:, 1], noise[:, 0]) / (2 * math.pi) + 0.5) * 7.999).long()
        return self.centres[which] + 0.1 * noise
def train_generator(draw, size):
    return Mixture(torch.tensor(KMeans(8, n_init=5).fit(draw(2000).numpy()).cluster_centers_).float())
