# Shifts with roll and clears the edge afterwards, shuffles in Python with numbers of the generator, drops with torch.where.
#
# start from: _quick

# %% dropout
class InvertedDropout(nn.Dropout):
    def __init__(self, p=0.5):
        if p >= 1:
            raise ValueError("p must be below 1")
        super().__init__(p)

    def forward(self, input):
        if not self.training:
            return input
        return torch.where(torch.rand_like(input) < self.p, 0.0, input / (1 - self.p))

# %% smoothing
def smoothed_cross_entropy(logits, labels, smoothing):
    hard = F.cross_entropy(logits, labels)
    uniform = (torch.logsumexp(logits, dim=1) - logits.mean(dim=1)).mean()
    return (1 - smoothing) * hard + smoothing * uniform

# %% shift
def shift(images, down, right):
    moved = []
    for image, d, r in zip(images, down, right):
        d, r = int(d), int(r)
        image = torch.roll(image, (d, r), dims=(0, 1))
        if d == 1:
            image[0] = 0
        elif d == -1:
            image[-1] = 0
        if r == 1:
            image[:, 0] = 0
        elif r == -1:
            image[:, -1] = 0
        moved.append(image)
    return torch.stack(moved)

# %% folds
import random


def folds(num_samples, k, generator):
    if k < 2:
        raise ValueError("at least two folds")
    if k > num_samples:
        raise ValueError("more folds than samples")
    numbers = list(range(num_samples))
    random.Random(int(torch.randint(2**31, (1,), generator=generator))).shuffle(numbers)
    sizes = [num_samples // k + (i < num_samples % k) for i in range(k)]
    pairs, start = [], 0
    for size in sizes:
        validation = numbers[start : start + size]
        pairs.append((torch.tensor(numbers[:start] + numbers[start + size :]), torch.tensor(validation)))
        start += size
    return pairs
