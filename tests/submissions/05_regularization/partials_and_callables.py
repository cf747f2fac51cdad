# Makes its answers from partials, closures and objects that can be called.

# %% l1_step
from functools import partial


def penalised(slope, weight, gradient, lr, strength):
    return torch.sub(weight, gradient + strength * slope(weight), alpha=lr)


l1_step = partial(penalised, torch.sign)

# %% adamw_step
class Step:
    def __init__(self, first, second):
        self.betas = first, second

    def __call__(self, weight, gradient, mean, square, t, lr, weight_decay):
        first, second = self.betas
        mean = first * mean + (1 - first) * gradient
        square = second * square + (1 - second) * gradient.square()
        direction = mean / (1 - first**t) / ((square / (1 - second**t)).sqrt() + 1e-8)
        return weight - lr * weight_decay * weight - lr * direction, mean, square


adamw_step = Step(0.9, 0.999)

# %% smoothing
def make_loss():
    def loss(logits, labels, smoothing):
        targets = (1 - smoothing) * torch.eye(logits.shape[1])[labels] + smoothing / logits.shape[1]
        return -(targets * F.log_softmax(logits, 1)).sum(1).mean()

    return loss


smoothed_cross_entropy = make_loss()
