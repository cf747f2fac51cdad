# Works in place, by ranks and with classes; all answers are right.
#
# start from: _quick

# %% denoising_loss
def denoising_loss(model, clean, level):
    noise = torch.distributions.Normal(0.0, level).sample(clean.shape)
    return (model(noise.add_(clean)) - clean).pow(2).sum() / clean.numel()

# %% anomaly_scores
def anomaly_scores(model, images):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    with torch.inference_mode():
        images -= model(images)
        images **= 2
        out = images.mean(-1)
    for module in modes:
        module.training = modes[module]
    return out

# %% auc
from scipy.stats import rankdata
def auc(scores, strange):
    ranks = torch.from_numpy(rankdata(scores.numpy()))
    n = int(strange.sum())
    return float((ranks[strange].sum() - n * (n + 1) / 2) / (n * (len(strange) - n)))

# %% losses
def softplus(s):
    return torch.logsumexp(torch.stack([s, s * 0]), 0)
def discriminator_loss(real, fake, smooth=0.0):
    return softplus(-real).mean() * (1 - smooth) + softplus(real).mean() * smooth + softplus(fake).mean()
def minimax_loss(fake):
    return softplus(fake).mean() * -1
def non_saturating_loss(fake):
    return softplus(-fake).mean()

# %% discriminator_step
def discriminator_step(generator, discriminator, optimizer, real, noise):
    fake = generator(noise).data
    def closure():
        optimizer.zero_grad()
        loss = discriminator_loss(discriminator(real), discriminator(fake))
        loss.backward()
        return loss
    return optimizer.step(closure).item()

# %% generator_step
def generator_step(generator, discriminator, optimizer, noise):
    fake = generator(noise)
    cut = fake.detach().requires_grad_()
    loss = non_saturating_loss(discriminator(cut))
    (slope,) = torch.autograd.grad(loss, cut)
    optimizer.zero_grad()
    fake.backward(slope)
    optimizer.step()
    return loss.item()

# %% sample
def sample(generator, num, size, seed):
    rng = torch.Generator()
    rng.manual_seed(seed)
    with torch.inference_mode(), training.evaluation_mode(generator):
        return generator(torch.empty(num, size).normal_(generator=rng))

# %% interpolate
def interpolate(decoder, a, b, num):
    b -= a
    codes = b * torch.linspace(0, 1, num).unsqueeze(-1)
    codes += a
    return decoder(codes)

# %% modes_covered
from scipy.spatial import KDTree
def modes_covered(points, centres, radius, share):
    d, i = KDTree(centres.numpy()).query(points.numpy(), distance_upper_bound=radius)
    found = torch.bincount(torch.tensor(i), minlength=len(centres) + 1)[:len(centres)]
    return int((found / len(points) >= share).sum()), float(found.sum() / len(points))

# %% fit_detector
def fit_detector(images):
    return lambda asked: torch.cdist(asked, images).min(1, keepdim=True).values
