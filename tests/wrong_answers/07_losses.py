# Wrong answers to the exercises of lesson 07.

# %% your-hinge
def hinge(margin):
    return 1 - margin  # large margins would be paid for

# %% your-hinge
def hinge(margin):
    return (-margin).clamp(min=0)  # the perceptron's loss: it ends at 0

# %% your-bce
def bce_with_logits(z, label):
    p = z.sigmoid()
    return -(label * p.log() + (1 - label) * (1 - p).log())  # breaks at 1000

# %% your-bce
def bce_with_logits(z, label):
    return F.binary_cross_entropy(z.sigmoid(), label, reduction="none")  # cut off at 100

# %% your-lse
def log_sum_exp(z):
    return z.exp().sum(dim=1).log()  # overflows

# %% your-lse
def log_sum_exp(z):
    m = z.max(dim=1, keepdim=True).values
    return (z - m).exp().sum(dim=1).log()  # forgets to put m back

# %% your-mean
def weighted_mean(losses, targets, class_weights):
    keep = targets != -100
    return (class_weights[targets[keep]] * losses[keep]).mean()  # divides by the number of rows

# %% your-mean
def weighted_mean(losses, targets, class_weights):
    weights = class_weights[targets.clamp(min=0)]
    return (weights * losses).sum() / weights.sum()  # padding counts as class 0

# %% your-huber
def huber(d, delta=1.0):
    return torch.where(d.abs() <= delta, 0.5 * d**2, d.abs() - 0.5 * delta)  # forgets delta in front

# %% your-focal
def focal(z, label, gamma=2.0, alpha=0.75):
    bce = F.binary_cross_entropy_with_logits(z, label, reduction="none")
    return torch.where(label == 1, alpha, 1 - alpha) * (1 - z.sigmoid()) ** gamma * bce  # p instead of p_t

# %% your-focal
def focal(z, label, gamma=2.0, alpha=0.75):
    bce = F.binary_cross_entropy_with_logits(z, label, reduction="none")
    return alpha * (1 - torch.exp(-bce)) ** gamma * bce  # the same weight for both classes

# %% your-dice
def dice_loss(z, masks):
    p = z.sigmoid()
    return 1 - (2 * (p * masks).sum() + 1) / (p.sum() + masks.sum() + 1)  # one loss for all pictures

# %% your-dice
def dice_loss(z, masks):
    p = z.sigmoid()
    overlap = (p * masks).sum(dim=(1, 2, 3))
    return 1 - (overlap + 1) / (p.sum(dim=(1, 2, 3)) + masks.sum(dim=(1, 2, 3)) + 1)  # forgets the 2

# %% bug-shape
def regression_loss(prediction, target):
    return ((prediction - target) ** 2).sum() / len(target)

# %% bug-padding
def token_loss(token_logits, targets):
    return F.cross_entropy(token_logits, targets, ignore_index=-100, reduction="sum")

# %% bug-hard
def mask_loss(z, masks):
    said = z.round()
    overlap = (said * masks).sum(dim=(1, 2, 3))
    dice = 1 - (2 * overlap + 1) / (said.sum(dim=(1, 2, 3)) + masks.sum(dim=(1, 2, 3)) + 1)
    return plain_bce(z, masks).mean() + dice.mean()

# %% your-wing
def wing(d, w=5.0, epsilon=0.5):
    return torch.where(d.abs() < w, w * torch.log1p(d.abs() / epsilon), d.abs())  # without C, the pieces don't meet

# %% your-wing
def wing(d, w=5.0, epsilon=0.5):
    return w * torch.log1p(d.abs() / epsilon)

# %% your-arcface
def arcface_logits(features, weights, targets, s=8.0, m=0.5):
    cosines = F.normalize(features) @ F.normalize(weights).T
    return s * (cosines - m * F.one_hot(targets, len(weights)))  # a margin on the cosine, not on the angle

# %% your-arcface
def arcface_logits(features, weights, targets, s=8.0, m=0.5):
    cosines = F.normalize(features) @ F.normalize(weights).T
    angles = cosines.clamp(-1 + 1e-6, 1 - 1e-6).acos()
    return s * (angles + m).cos()  # a margin for every class
