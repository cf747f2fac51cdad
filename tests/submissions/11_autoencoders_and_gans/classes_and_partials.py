# Writes functions as partials, classes and aliases.
#
# start from: _quick

# %% added above denoising_loss
import functools

import torch.nn.functional as functional

plus = functional.softplus

# %% losses
def discriminator_loss(real, fake, smooth=0.0):
    return plus(-real).mean() + smooth * real.mean() + plus(fake).mean()


def _signed(fake, outer, inner):
    return outer * plus(inner * fake).mean()


minimax_loss = functools.partial(_signed, outer=-1, inner=1)
non_saturating_loss = functools.partial(_signed, outer=1, inner=-1)

# %% fit_detector
class Detector:
    def __init__(self, images):
        self.images = images

    def __call__(self, asked):
        return torch.cdist(asked, self.images).topk(3, largest=False).values.mean(dim=1)


fit_detector = Detector

# %% modes_covered
def modes_covered(points, centres, radius, share):
    distances = (points[:, None] - centres).square().sum(-1)
    mine = F.one_hot(distances.argmin(1), len(centres)).bool() & (distances < radius**2)
    return (mine.sum(0) / len(points) >= share).sum().item(), mine.any(1).double().mean().item()
