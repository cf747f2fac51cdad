# Writes everything out in small steps and loops: complete, and right.

# %% linear
class OurLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        bound = 1 / in_features**0.5
        self.weight = nn.Parameter(torch.empty(out_features, in_features).uniform_(-bound, bound))
        if bias:
            self.bias = nn.Parameter(torch.empty(out_features).uniform_(-bound, bound))
        else:
            self.bias = None

    def forward(self, x):
        out = x @ self.weight.T
        if self.bias is not None:
            out = out + self.bias
        return out

# %% batch_norm
class OurBatchNorm1d(nn.Module):
    def __init__(self, num_features, momentum=0.1, eps=1e-5):
        super().__init__()
        self.momentum = momentum
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x):
        if self.training:
            if x.shape[0] == 1:
                raise ValueError("one sample has no variance")
            mean = x.mean(dim=0)
            var = x.var(dim=0, unbiased=False)
            with torch.no_grad():
                self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
                self.running_var = (1 - self.momentum) * self.running_var + self.momentum * x.var(dim=0)
        else:
            mean = self.running_mean
            var = self.running_var
        normalised = (x - mean) / torch.sqrt(var + self.eps)
        return self.weight * normalised + self.bias

# %% layer_norm
class OurLayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.dims = [-(i + 1) for i in range(len(normalized_shape))]
        self.weight = nn.Parameter(torch.ones(normalized_shape))
        self.bias = nn.Parameter(torch.zeros(normalized_shape))

    def forward(self, x):
        mean = x.mean(dim=self.dims, keepdim=True)
        var = x.var(dim=self.dims, unbiased=False, keepdim=True)
        return self.weight * (x - mean) / torch.sqrt(var + self.eps) + self.bias

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        if self.p == 1:
            return torch.zeros_like(x)
        mask = (torch.rand(x.shape) > self.p).float()
        return x * mask / (1 - self.p)

# %% output_size
def output_size(n, layers):
    for kernel, stride, padding in layers:
        padded = n + 2 * padding
        if kernel > padded:
            raise ValueError("the kernel does not fit")
        n = (padded - kernel) // stride + 1
    return n

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    out_channels, in_channels, kernel_rows, kernel_columns = weight.shape
    x = nn.functional.pad(x, (padding[1], padding[1], padding[0], padding[0]))
    rows = (x.shape[2] - kernel_rows) // stride[0] + 1
    columns = (x.shape[3] - kernel_columns) // stride[1] + 1
    out = torch.zeros(len(x), out_channels, rows, columns)
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride[0], j * stride[1]
            patch = x[:, :, top : top + kernel_rows, left : left + kernel_columns]
            out[:, :, i, j] = torch.einsum("bcij,ocij->bo", patch, weight)
    if bias is not None:
        out = out + bias.view(1, -1, 1, 1)
    return out

# %% initialisation
def fans(weight):
    area = weight[0, 0].numel()
    return weight.shape[1] * area, weight.shape[0] * area


@torch.no_grad()
def he_(weight):
    fan_in, fan_out = fans(weight)
    bound = (6 / fan_in) ** 0.5
    return weight.uniform_(-bound, bound)


@torch.no_grad()
def xavier_(weight):
    fan_in, fan_out = fans(weight)
    bound = (6 / (fan_in + fan_out)) ** 0.5
    return weight.uniform_(-bound, bound)

# %% residual
class ResidualBlock(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first = nn.Linear(width, width)
        self.norm = nn.BatchNorm1d(width)
        self.second = nn.Linear(width, width)

    def forward(self, x):
        out = self.first(x)
        out = self.norm(out)
        out = torch.relu(out)
        out = self.second(out)
        return torch.relu(out + x)


class ResidualNetwork(nn.Module):
    def __init__(self, in_features, width, num_blocks, num_classes):
        super().__init__()
        self.entry = nn.Linear(in_features, width)
        self.blocks = nn.ModuleList([ResidualBlock(width) for _ in range(num_blocks)])
        self.head = nn.Linear(width, num_classes)

    def forward(self, x):
        x = torch.relu(self.entry(x))
        for block in self.blocks:
            x = block(x)
        return self.head(x)

# %% count_numbers
def count_numbers(model):
    counts = {"trained": 0, "frozen": 0, "buffers": 0}
    for parameter in model.parameters():
        counts["trained" if parameter.requires_grad else "frozen"] += parameter.numel()
    for buffer in model.buffers():
        counts["buffers"] += buffer.numel()
    return counts

# %% save_load
def save_model(model, path):
    torch.save(model.state_dict(), path)


def load_model(model, path):
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state)
    model.eval()
    return model

# %% load_body
def load_body(model, path):
    state = torch.load(path, weights_only=True)
    for name in list(state):
        if name.startswith("head."):
            del state[name]
    for name, tensor in model.head.state_dict().items():
        state["head." + name] = tensor
    model.load_state_dict(state)
    model.train()
    return model
