# Writes everything out with loops over samples, classes and folds.
#
# start from: _quick

# %% l1_step
def l1_step(weight, gradient, lr, strength):
    new = weight.flatten().tolist()
    for i, (w, g) in enumerate(zip(weight.flatten().tolist(), gradient.flatten().tolist())):
        slope = 1 if w > 0 else -1 if w < 0 else 0
        new[i] = w - lr * (g + strength * slope)
    return torch.tensor(new).reshape(weight.shape)

# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    weight = weight - lr * weight_decay * weight
    mean = mean + (gradient - mean) * 0.1
    square = square + (gradient.pow(2) - square) * 0.001
    step_size = lr / (1 - 0.9**t)
    denominator = square.sqrt() / math.sqrt(1 - 0.999**t) + 1e-8
    return weight - step_size * mean / denominator, mean, square

# %% dropout
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if p < 0.0:
            raise ValueError("p is negative")
        if p >= 1.0:
            raise ValueError("nothing would be kept")
        self.dropout = p

    def forward(self, x):
        if self.training is False:
            return x
        y = x.clone()
        y[torch.rand(x.shape) < self.dropout] = 0
        return y / (1 - self.dropout)

# %% smoothing
def smoothed_cross_entropy(logits, labels, smoothing):
    num_classes = logits.shape[1]
    losses = []
    for row, label in zip(logits, labels):
        target = torch.full((num_classes,), smoothing / num_classes)
        target[label] += 1 - smoothing
        losses.append(-(target * F.log_softmax(row, dim=0)).sum())
    return torch.stack(losses).mean()

# %% shift
def shift(images, down, right):
    result = torch.zeros_like(images)
    for n in range(len(images)):
        for row in range(8):
            for column in range(8):
                r, c = row - int(down[n]), column - int(right[n])
                if 0 <= r < 8 and 0 <= c < 8:
                    result[n, row, column] = images[n, r, c]
    return result

# %% mix_up
def mix_up(images, labels, order, share, num_classes=10):
    mixed, targets = [], torch.zeros(len(images), num_classes)
    for i, j in enumerate(order.tolist()):
        mixed.append(share * images[i] + (1 - share) * images[j])
        targets[i, labels[i]] += share
        targets[i, labels[j]] += 1 - share
    return torch.stack(mixed), targets

# %% folds
def folds(num_samples, k, generator):
    if k < 2 or k > num_samples:
        raise ValueError("k")
    order = torch.randperm(num_samples, generator=generator).tolist()
    result = []
    for i in range(k):
        validation = order[i::k]
        training = [index for index in order if index not in validation]
        result.append((torch.tensor(training), torch.tensor(validation)))
    return result

# %% ensemble
def ensemble_probabilities(models, images):
    with torch.inference_mode():
        summed = None
        for model in models:
            model.eval()
            probabilities = F.softmax(model(images), dim=-1)
            summed = probabilities if summed is None else summed + probabilities
        return summed / len(models)

# %% predict
def predict_digits(images):
    answers = []
    for image in images:
        with torch.no_grad():
            answers.append(int(networks[0](torch.tensor(image / 16).reshape(1, 8, 8)).argmax()))
    return torch.tensor(answers)
