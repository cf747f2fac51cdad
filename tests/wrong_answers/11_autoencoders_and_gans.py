# Wrong answers to the exercises of lesson 11.

# %% your-pca
def pca_copies(x, directions, mean):
    return x @ directions.T @ directions  # the mean is neither taken away nor given back


# %% your-pca
def pca_copies(x, directions, mean):
    return (x - mean) @ directions.T @ directions  # the mean is not given back


# %% your-denoising
def denoising_loss(model, x, noise):
    return F.mse_loss(model(x + noise), x + noise)  # copies the noise


# %% your-denoising
def denoising_loss(model, x, noise):
    return F.mse_loss(model(x), x + noise)  # the wrong one is noisy


# %% your-auc
def anomaly_scores(model, x):
    return (model(x) - x).square().mean()  # one number for all


def auc(scores, strange):
    return (scores[strange][:, None] < scores[~strange]).float().mean()  # the wrong way round


# %% your-walk
def walk(model, a, b, num):
    encoder, decoder = model
    share = torch.linspace(0, 1, num)[:, None]
    return (1 - share) * model(a) + share * model(b)  # fades the copies


# %% your-losses
def discriminator_loss(real_logits, fake_logits):
    return -real_logits.sigmoid().log().mean() - (1 - fake_logits.sigmoid()).log().mean()  # overflows


def minimax_loss(fake_logits):
    return F.softplus(fake_logits).mean()  # the sign


def non_saturating_loss(fake_logits):
    return -F.softplus(fake_logits).mean()  # minimax


# %% your-first-half
def first_half(generator, discriminator, real, noise):
    fakes = generator(noise)
    return F.softplus(-discriminator(real)).mean() + F.softplus(discriminator(fakes)).mean()


# %% your-covered
def modes_covered(points):
    distances = torch.cdist(points, centres)
    return (distances < 0.3).any(dim=0).sum()  # one hit is enough


# %% your-step
def both_step(g, d, lr):
    new_g = g + lr * d
    return new_g, d - lr * new_g  # one after the other


# %% your-variety
def variety(classes):
    return len(classes.unique())


# %% bug-still
def generator_step(generator, discriminator, optimizer, noise):
    with torch.no_grad():
        fakes = generator(noise)
    loss = F.softplus(-discriminator(fakes)).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


# %% bug-twice
def judge_loss(real_logits, fake_logits):
    real = F.binary_cross_entropy(real_logits.sigmoid(), torch.zeros_like(real_logits))
    fake = F.binary_cross_entropy(fake_logits.sigmoid(), torch.ones_like(fake_logits))
    return real + fake


# %% bug-company
def sample(generator, noise):
    return generator(noise).detach()  # still in training mode
