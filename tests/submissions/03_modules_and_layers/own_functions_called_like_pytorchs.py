# Is right, and calls its own functions, methods and variables what PyTorch calls its own.

# %% added above linear
def linear(x, weight):
    return x @ weight.T

# %% linear
class OurLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        bound = 1 / in_features**0.5
        self.weight = nn.Parameter(2 * bound * torch.rand(out_features, in_features) - bound)
        self.register_parameter("bias", nn.Parameter((2 * torch.rand(out_features) - 1) * bound) if bias else None)

    def forward(self, x):
        out = linear(x, self.weight)
        if self.bias is not None:
            out = out + self.bias
        return out

# %% batch_norm
class OurBatchNorm1d(nn.Module):
    def __init__(self, num_features, momentum=0.1, eps=1e-5):
        super().__init__()
        self.momentum, self.eps = momentum, eps
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.register_buffer("num_batches_tracked", torch.tensor(0))

    def batch_norm(self, x, mean, var):
        return (x - mean) * torch.rsqrt(var + self.eps) * self.weight + self.bias

    def forward(self, x):
        if not self.training:
            return self.batch_norm(x, self.running_mean, self.running_var)
        if x.shape[0] == 1:
            raise ValueError("expected more than one sample")
        self.num_batches_tracked += 1
        var, mean = torch.var_mean(x, dim=0, unbiased=False)
        n = x.shape[0]
        with torch.no_grad():
            self.running_mean.mul_(1 - self.momentum).add_(self.momentum * mean)
            self.running_var.mul_(1 - self.momentum).add_(self.momentum * var * n / (n - 1))
        return self.batch_norm(x, mean, var)

# %% layer_norm
class OurLayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        self.normalized_shape, self.eps = tuple(normalized_shape), eps
        self.weight = nn.Parameter(torch.ones(self.normalized_shape))
        self.bias = nn.Parameter(torch.zeros(self.normalized_shape))

    def forward(self, x):
        flat = x.flatten(-len(self.normalized_shape))
        centred = flat - flat.mean(-1, keepdim=True)
        layer_norm = centred / torch.sqrt(centred.pow(2).mean(-1, keepdim=True) + self.eps)
        return layer_norm.reshape(x.shape) * self.weight + self.bias

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        dropout = torch.bernoulli(torch.full_like(x, 1 - self.p)) if self.training else torch.ones_like(x)
        if self.training and self.p < 1:
            dropout = dropout / (1 - self.p)
        return x * dropout

# %% convolution
def conv2d(patches, weight):
    return torch.einsum("bcrsij,ocij->bors", patches, weight)


def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    x = torch.nn.functional.pad(x, (padding[1], padding[1], padding[0], padding[0]))
    out = conv2d(x.unfold(2, weight.shape[2], stride[0]).unfold(3, weight.shape[3], stride[1]), weight)
    return out if bias is None else out + bias.reshape(1, -1, 1, 1)
