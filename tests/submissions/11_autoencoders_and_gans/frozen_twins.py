# Works with frozen copies and gradients asked for by name; all answers are right.
#
# start from: _quick

# %% denoising_loss
def denoising_loss(model, clean, level):
    noisy = torch.stack([x + level * torch.randn(x.shape) for x in clean])
    return torch.nn.functional.mse_loss(clean, model(noisy), reduction="none").mean(1).mean()

# %% anomaly_scores
import copy
def anomaly_scores(model, images):
    twin = copy.deepcopy(model).eval().requires_grad_(False)
    return torch.einsum("nd,nd->n", images - twin(images), images - twin(images)) / images.shape[1]

# %% auc
from sklearn import metrics
def auc(scores, strange):
    fpr, tpr, _ = metrics.roc_curve(strange.numpy(), scores.numpy())
    return torch.trapezoid(torch.tensor(tpr), torch.tensor(fpr)).item()

# %% losses
from functools import partial
bce = nn.BCEWithLogitsLoss()
def against(logits, target):
    return bce(logits, torch.full(logits.shape, target))
def discriminator_loss(real, fake, smooth=0.0):
    return against(real, 1.0 - smooth) + against(fake, 0.0)
minimax_loss = lambda fake: -against(fake, 0.0)
non_saturating_loss = partial(against, target=1.0)

# %% discriminator_step
def discriminator_step(generator, discriminator, optimizer, real, noise):
    loss = discriminator_loss(discriminator(real), discriminator(generator(noise)))
    parameters = list(discriminator.parameters())
    for p, g in zip(parameters, torch.autograd.grad(loss, parameters)):
        p.grad = g
    optimizer.step()
    return loss.item()

# %% generator_step
from copy import deepcopy
def generator_step(generator, discriminator, optimizer, noise):
    judge = deepcopy(discriminator).requires_grad_(False)
    loss = -F.logsigmoid(judge(generator(noise))).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()

# %% sample
import copy
def sample(generator, num, size, seed):
    still = copy.deepcopy(generator).eval()
    with torch.no_grad():
        return still(torch.randn((num, size), generator=torch.Generator("cpu").manual_seed(seed)))

# %% interpolate
def interpolate(decoder, a, b, num):
    return decoder(torch.vmap(lambda t: torch.lerp(a, b, t))(torch.linspace(0, 1, num)))

# %% modes_covered
def modes_covered(points, centres, radius, share):
    d = torch.linalg.vector_norm(points[:, None] - centres, dim=-1)
    near = F.one_hot(d.argmin(1), len(centres)).bool() & (d < radius)
    return (near.float().mean(0) >= share).sum().item(), near.any(1).float().mean().item()

# %% fit_detector
class Detector:
    def __init__(self, images):
        self.known = images
    def __call__(self, asked):
        return torch.stack([(self.known - image).norm(dim=1).min() for image in asked])
fit_detector = Detector
