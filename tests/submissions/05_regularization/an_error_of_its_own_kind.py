# Raises a subclass of ValueError where p or k is refused.

# %% dropout
class BadArgument(ValueError):
    """An argument outside its range."""


class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise BadArgument(f"p = {p}")
        self.register_buffer("keep", torch.tensor(1.0 - p))

    def forward(self, x):
        return x * torch.bernoulli(self.keep.expand(x.shape)) / self.keep if self.training else x

# %% folds
class BadNumberOfFolds(ValueError):
    pass


def folds(num_samples, k, generator):
    if k not in range(2, num_samples + 1):
        raise BadNumberOfFolds(k)
    order = torch.rand(num_samples, generator=generator).argsort()
    fold_of = torch.empty(num_samples, dtype=torch.long)
    fold_of[order] = torch.arange(num_samples) % k
    return [((fold_of != fold).nonzero().flatten(), (fold_of == fold).nonzero().flatten()) for fold in range(k)]
