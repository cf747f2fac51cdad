# Has cells of its own: magics, helpers that answers use, a comparison with PyTorch, a question that ends in an error.

# %% added above imports
%matplotlib inline
!echo layers by hand

# %% added above linear
def uniform(bound, *shape):
    return nn.Parameter(bound * (2 * torch.rand(*shape) - 1))

# %% linear
%time uniform(0.1, 3, 4)


class OurLinear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        bound = in_features**-0.5
        self.weight = uniform(bound, out_features, in_features)
        self.bias = uniform(bound, out_features) if bias else None

    def forward(self, x):
        return x @ self.weight.mT + (0 if self.bias is None else self.bias)

# %% added below linear_test
theirs, x = nn.Linear(5, 3), torch.randn(2, 5)
ours = OurLinear(5, 3)
ours.load_state_dict(theirs.state_dict())
print((ours(x) - theirs(x)).abs().max())
OurLinear(5, 3)(torch.randn(2, 4))

# %% added above convolution
def convolve(image, kernel):
    k, l = kernel.shape
    rows, columns = image.shape[0] - k + 1, image.shape[1] - l + 1
    parts = [(image[i : i + k, j : j + l] * kernel).sum() for i in range(rows) for j in range(columns)]
    return torch.stack(parts).view(rows, columns)

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    x = nn.functional.pad(x, (*(2 * [padding[1]]), *(2 * [padding[0]])))
    pictures = []
    for picture in x:
        channels = [sum(convolve(image, kernel) for image, kernel in zip(picture, kernels)) for kernels in weight]
        pictures.append(torch.stack(channels))
    out = torch.stack(pictures)[:, :, :: stride[0], :: stride[1]]
    return out if bias is None else out + bias.view(-1, 1, 1)
