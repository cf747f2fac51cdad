# Computes nothing: returns its input, zeros, or refuses it.
#
# expect: all 0

# %% l1_step
def l1_step(weight, gradient, lr, strength):
    return weight


# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    return weight, mean, square


# %% dropout
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()

    def forward(self, x):
        return torch.zeros_like(x) if self.training else x.clone()[:0]


# %% smoothing
def smoothed_cross_entropy(logits, labels, smoothing):
    return logits.sum() * 0


# %% shift
def shift(images, down, right):
    return torch.zeros_like(images)


# %% mix_up
def mix_up(images, labels, order, share, num_classes=10):
    return torch.zeros_like(images), torch.zeros(len(labels), num_classes)


# %% folds
def folds(num_samples, k, generator):
    raise ValueError("k")


# %% ensemble
def ensemble_probabilities(models, images):
    for model in models:
        model.eval()
    return torch.full((len(images), 6), 1 / 6)


# %% training
networks = []


# %% predict
def predict_digits(images):
    return np.zeros(len(images), dtype=int)
