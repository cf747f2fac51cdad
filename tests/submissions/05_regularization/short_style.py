# Lets PyTorch and NumPy do as much as is allowed: autograd, one-hot rows, interpolation, array_split.
#
# start from: _quick

# %% l1_step
def l1_step(weight, gradient, lr, strength):
    w = weight.clone().requires_grad_()
    (strength * w.abs().sum()).backward()
    return weight - lr * (gradient + w.grad)

# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    mean, square = mean.lerp(gradient, 0.1), torch.lerp(square, gradient * gradient, 0.001)
    update = (mean / (1 - 0.9**t)) / ((square / (1 - 0.999**t)) ** 0.5 + 1e-8)
    return weight - lr * weight_decay * weight - lr * update, mean, square

# %% dropout
class InvertedDropout(torch.nn.Module):
    def __init__(self, p=0.5):
        super(InvertedDropout, self).__init__()
        if not (0.0 <= p < 1.0):
            raise ValueError(p)
        self.register_buffer("keep", torch.tensor(1.0 - p))

    def forward(self, x):
        scaled = torch.empty_like(x).bernoulli_(float(self.keep)).div_(self.keep)
        return x * scaled if self.training else x

# %% smoothing
def smoothed_cross_entropy(logits, labels, smoothing):
    num_classes = logits.size(1)
    target = F.one_hot(labels, num_classes) * (1 - smoothing) + smoothing / num_classes
    return F.cross_entropy(logits, target)

# %% shift
def shift(images, down, right):
    result = images.clone()
    for i, (d, r) in enumerate(zip(down.tolist(), right.tolist())):
        padded = F.pad(images[i], (1, 1, 1, 1))
        result[i] = padded[1 - d : 9 - d, 1 - r : 9 - r]
    return result

# %% mix_up
def mix_up(images, labels, order, share, num_classes=10):
    targets = torch.eye(num_classes)[labels]
    return torch.lerp(images[order], images, share), torch.lerp(targets[order], targets, share)

# %% folds
def folds(num_samples, k, generator):
    if k not in range(2, num_samples + 1):
        raise ValueError("2 <= k <= num_samples")
    parts = np.array_split(torch.randperm(num_samples, generator=generator).numpy(), k)
    everything = np.arange(num_samples)
    return [(torch.from_numpy(np.setdiff1d(everything, part)), torch.from_numpy(part)) for part in parts]

# %% ensemble
@torch.no_grad()
def ensemble_probabilities(models, images):
    return sum(m.eval()(images).softmax(-1) for m in models) / len(models)

# %% predict
@torch.inference_mode()
def predict_digits(images):
    return networks[0](torch.from_numpy(images).reshape(-1, 8, 8).div(16)).argmax(-1).numpy()
