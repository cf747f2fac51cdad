# Knows PyTorch well: complete, and right.

# %% linear
class OurLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(out_features, in_features))
        self.register_parameter("bias", nn.Parameter(torch.empty(out_features)) if bias else None)
        for parameter in self.parameters():
            nn.init.uniform_(parameter, -(in_features**-0.5), in_features**-0.5)

    def forward(self, x):
        out = torch.einsum("...i,oi->...o", x, self.weight)
        return out + self.bias if self.bias is not None else out

# %% batch_norm
class OurBatchNorm1d(nn.Module):
    def __init__(self, num_features, momentum=0.1, eps=1e-5):
        super().__init__()
        self.momentum, self.eps = momentum, eps
        self.weight, self.bias = nn.Parameter(torch.ones(num_features)), nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.register_buffer("num_batches_tracked", torch.tensor(0))

    @torch.no_grad()
    def remember(self, mean, var, n):
        self.running_mean += self.momentum * (mean - self.running_mean)
        self.running_var += self.momentum * (var * n / (n - 1) - self.running_var)
        self.num_batches_tracked += 1

    def forward(self, x):
        mean, var = self.running_mean, self.running_var
        if self.training:
            if not len(x) > 1:
                raise ValueError(f"expected two samples or more, got {len(x)}")
            var, mean = torch.var_mean(x, dim=0, correction=0)
            self.remember(mean, var, len(x))
        return (x - mean) * torch.rsqrt(var + self.eps) * self.weight + self.bias

# %% layer_norm
class OurLayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        self.shape, self.eps = tuple(normalized_shape), eps
        self.weight, self.bias = nn.Parameter(torch.ones(self.shape)), nn.Parameter(torch.zeros(self.shape))

    def forward(self, x):
        flat = x.flatten(start_dim=-len(self.shape))
        centred = flat - flat.mean(-1, keepdim=True)
        flat = centred * (centred.square().mean(-1, keepdim=True) + self.eps).rsqrt()
        return flat.view(x.shape) * self.weight + self.bias

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        keep = torch.full_like(x, 1 - self.p).bernoulli()
        return x * keep / max(1 - self.p, 1e-8)

# %% output_size
import math
from functools import reduce


def output_size(n, layers):
    def behind(n, layer):
        kernel, stride, padding = layer
        if (room := n + 2 * padding - kernel) < 0:
            raise ValueError(f"{kernel} > {n} + 2 * {padding}")
        return math.floor(room / stride + 1)

    return reduce(behind, layers, n)

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    columns = nn.functional.unfold(x, weight.shape[2:], stride=stride, padding=padding)  # (batch, in * k * k, places)
    out = weight.flatten(1) @ columns
    if bias is not None:
        out = out + bias[:, None]
    return out.unflatten(2, (-1, (x.shape[3] + 2 * padding[1] - weight.shape[3]) // stride[1] + 1))

# %% initialisation
def filled(weight, variance):
    weight.data = torch.randn_like(weight) * variance**0.5
    return weight


def he_(weight):
    return filled(weight, 2 / weight[0].numel())


def xavier_(weight):
    return filled(weight, 2 / (weight.transpose(0, 1)[0].numel() + weight[0].numel()))

# %% residual
class ResidualBlock(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.second, self.first = nn.Linear(width, width), nn.Linear(width, width)
        self.norm = nn.BatchNorm1d(width)

    def forward(self, x):
        return self.second(self.norm(self.first(x)).relu()).add(x).clamp(min=0)


class ResidualNetwork(nn.Module):
    def __init__(self, in_features, width, num_blocks, num_classes):
        super().__init__()
        self.head = nn.Linear(width, num_classes)
        self.blocks = nn.Sequential()
        for number in range(num_blocks):
            self.blocks.append(ResidualBlock(width))
        self.entry = nn.Linear(in_features, width)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        return self.head(self.blocks(self.relu(self.entry(x))))

# %% count_numbers
def count_numbers(model):
    def count(tensors):
        return sum(tensor.nelement() for tensor in {id(tensor): tensor for tensor in tensors}.values())

    return {
        "trained": count(p for p in model.parameters() if p.requires_grad),
        "frozen": count(p for p in model.parameters() if not p.requires_grad),
        "buffers": count(model.buffers()),
    }

# %% save_load
def save_model(model, path):
    with open(path, "wb") as file:
        torch.save({name: tensor.clone() for name, tensor in model.state_dict().items()}, file)


def load_model(model, path):
    model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True), strict=True)
    return model.requires_grad_(True).eval()

# %% load_body
def load_body(model, path):
    is_head = lambda name: name.split(".")[0] == "head"
    state = {name: tensor for name, tensor in torch.load(path, weights_only=True).items() if not is_head(name)}
    result = model.load_state_dict(state, strict=False)
    if result.unexpected_keys or not all(is_head(name) for name in result.missing_keys):
        raise RuntimeError(f"the body does not fit: {result}")
    return model.train()
