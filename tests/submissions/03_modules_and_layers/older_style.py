# Learned PyTorch years ago, with .data, numpy and long forms: complete, and right.

# %% linear
import numpy as np


class OurLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super(OurLinear, self).__init__()
        bound = 1.0 / np.sqrt(in_features)
        self.weight = nn.Parameter(torch.FloatTensor(out_features, in_features))
        self.weight.data.uniform_(-bound, bound)
        self.has_bias = bias
        if bias:
            self.bias = nn.Parameter(torch.FloatTensor(out_features))
            self.bias.data.uniform_(-bound, bound)

    def forward(self, x):
        y = torch.matmul(x, torch.transpose(self.weight, 0, 1))
        if self.has_bias:
            y += self.bias
        return y

# %% batch_norm
class OurBatchNorm1d(nn.Module):
    def __init__(self, num_features, momentum=0.1, eps=1e-5):
        super(OurBatchNorm1d, self).__init__()
        self.num_features, self.momentum, self.eps = num_features, momentum, eps
        self.weight = nn.Parameter(torch.Tensor(num_features).fill_(1))
        self.bias = nn.Parameter(torch.Tensor(num_features).zero_())
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x):
        n = x.size(0)
        if self.training:
            if n < 2:
                raise ValueError
            mu = x.sum(0) / n
            sigma2 = ((x - mu) ** 2).sum(0) / n
            unbiased = sigma2.data * n / (n - 1)
            self.running_mean.copy_(self.running_mean * (1 - self.momentum) + mu.data * self.momentum)
            self.running_var.copy_(self.running_var * (1 - self.momentum) + unbiased * self.momentum)
        else:
            mu, sigma2 = self.running_mean, self.running_var
        return (x - mu.expand_as(x)) / (sigma2 + self.eps) ** 0.5 * self.weight + self.bias

# %% layer_norm
class OurLayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super(OurLayerNorm, self).__init__()
        self.normalized_shape = normalized_shape
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(*normalized_shape))
        self.bias = nn.Parameter(torch.zeros(*normalized_shape))

    def forward(self, x):
        front = x.size()[: x.dim() - len(self.normalized_shape)]
        rows = x.contiguous().view(int(np.prod(front)), -1)
        std = torch.sqrt(torch.var(rows, 1, unbiased=False, keepdim=True) + self.eps)
        return ((rows - rows.mean(1, keepdim=True)) / std).view_as(x) * self.weight + self.bias

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, p=0.5):
        super(OurDropout, self).__init__()
        self.p = p

    def forward(self, x):
        if self.training is False:
            return x
        y = x.clone()
        y[torch.rand(x.size()) < self.p] = 0
        if self.p < 1:
            y = y / (1 - self.p)
        return y

# %% output_size
def output_size(n, layers):
    if len(layers) == 0:
        return n
    (k, s, p), rest = layers[0], layers[1:]
    places = len(range(0, n + 2 * p - k + 1, s))
    if places == 0:
        raise ValueError("no place for the kernel")
    return output_size(places, rest)

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    B, C, H, W = x.size()
    padded = torch.zeros(B, C, H + 2 * padding[0], W + 2 * padding[1])
    padded[:, :, padding[0] : padding[0] + H, padding[1] : padding[1] + W] = x
    O, _, kh, kw = weight.size()
    rows = []
    for i in range(0, padded.size(2) - kh + 1, stride[0]):
        row = []
        for j in range(0, padded.size(3) - kw + 1, stride[1]):
            patch = padded[:, :, i : i + kh, j : j + kw].reshape(B, 1, C, kh, kw)
            row.append((patch * weight).sum(dim=(2, 3, 4)))
        rows.append(torch.stack(row, dim=2))
    out = torch.stack(rows, dim=2)
    return out if bias is None else out + bias.reshape(O, 1, 1)

# %% initialisation
def he_(weight):
    fan_in = int(np.prod(weight.shape[1:]))
    weight.data.normal_(0, np.sqrt(2.0 / fan_in))
    return weight


def xavier_(weight):
    receptive = int(np.prod(weight.shape[2:]))
    fan_in, fan_out = weight.shape[1] * receptive, weight.shape[0] * receptive
    limit = np.sqrt(6.0 / (fan_in + fan_out))
    weight.data.copy_(torch.from_numpy(np.random.uniform(-limit, limit, size=tuple(weight.shape))).float())
    return weight

# %% residual
class ResidualBlock(nn.Module):
    def __init__(self, width):
        super(ResidualBlock, self).__init__()
        self.first = nn.Linear(width, width)
        self.norm = nn.BatchNorm1d(num_features=width)
        self.second = nn.Linear(width, width)

    def forward(self, x):
        identity = x
        out = nn.functional.relu(self.norm(self.first(x)), inplace=True)
        out = self.second(out)
        out += identity
        return nn.functional.relu(out)


class ResidualNetwork(nn.Module):
    def __init__(self, in_features, width, num_blocks, num_classes):
        super(ResidualNetwork, self).__init__()
        self.entry = nn.Linear(in_features, width)
        self.blocks = nn.Sequential(*[ResidualBlock(width) for i in range(num_blocks)])
        self.head = nn.Linear(width, num_classes)

    def forward(self, x):
        x = nn.functional.relu(self.entry(x))
        x = self.blocks(x)
        return self.head(x)

# %% count_numbers
def count_numbers(model):
    trained = sum(np.prod(p.size()) for p in model.parameters() if p.requires_grad)
    total = sum(np.prod(p.size()) for p in model.parameters())
    return dict(trained=int(trained), frozen=int(total - trained), buffers=sum(b.numel() for _, b in model.named_buffers()))

# %% save_load
def save_model(model, path):
    torch.save(model.state_dict(), str(path))


def load_model(model, path):
    checkpoint = torch.load(str(path), map_location=torch.device("cpu"), weights_only=True)
    model.load_state_dict(checkpoint)
    model.train(False)
    return model

# %% load_body
def load_body(model, path):
    checkpoint = torch.load(str(path), weights_only=True)
    own = model.state_dict()
    body = [name for name in own if name[:5] != "head."]
    if set(body) != {name for name in checkpoint if name[:5] != "head."}:
        raise RuntimeError("the body has other entries")
    for name in body:
        if own[name].shape != checkpoint[name].shape:
            raise RuntimeError(name + " has another shape")
        own[name].copy_(checkpoint[name])
    model.train(True)
    return model
