# Is right: its exceptions are subclasses of those that the tasks name.

# %% batch_norm
class TooFewSamples(ValueError):
    """A batch without a spread."""


class OurBatchNorm1d(nn.Module):
    def __init__(self, num_features, momentum=0.1, eps=1e-5):
        super().__init__()
        self.momentum, self.eps = momentum, eps
        self.weight, self.bias = nn.Parameter(torch.ones(num_features)), nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x):
        if self.training:
            if len(x) < 2:
                raise TooFewSamples(f"{len(x)} sample")
            mean, var = x.mean(0), ((x - x.mean(0)) ** 2).mean(0)
            self._remember(x.detach())
        else:
            mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

    def _remember(self, x):
        self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * x.mean(0)
        self.running_var = (1 - self.momentum) * self.running_var + self.momentum * x.var(0)

# %% output_size
class KernelTooLong(ValueError):
    """A kernel that does not fit."""


def output_size(n, layers):
    if not layers:
        return n
    (kernel, stride, padding), *rest = layers
    places = range(0, n + 2 * padding - kernel + 1, stride)
    if not places:
        raise KernelTooLong(kernel)
    return output_size(len(places), rest)

# %% load_body
class DoesNotFit(RuntimeError):
    """A file of another network."""


def load_body(model, path):
    saved = {k: v for k, v in torch.load(path, weights_only=True).items() if k.split(".")[0] != "head"}
    own = {k: v for k, v in model.state_dict().items() if k.split(".")[0] != "head"}
    if saved.keys() != own.keys() or any(saved[k].shape != own[k].shape for k in own):
        raise DoesNotFit("the body differs")
    for name, tensor in own.items():
        tensor.copy_(saved[name])
    model.train()
    return model
