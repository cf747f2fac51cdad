# Has solved tasks 1, 3 and 5, of task 2 only the training mode, and left the rest as it was released.
#
# start from: blank
# expect: all 0
# expect: linear_test 1
# expect: batch_norm_test 1
# expect: layer_norm_test 2
# expect: running_statistics_test 4/3
# expect: output_size_test 1
# expect: convolution_test 3
# says: nothing is written here yet

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
            raise NotImplementedError()
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
