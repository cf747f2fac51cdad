# Builds its layers and functions in other forms: partial, subclasses, aliases.
#
# start from: _quick

# %% added above convolve
import functools

import torch.nn.functional as functional

ein = torch.einsum

# %% separable
class Separable(nn.Module):
    def __init__(self, num_in, num_out, kernel_size):
        super().__init__()
        self.mix = nn.Conv2d(num_in, num_out, (1, 1))
        self.look = nn.Conv2d(num_in, num_in, kernel_size, padding="same", groups=num_in, bias=False)

    def forward(self, x):
        return self.mix(self.look(x))


separable = Separable

# %% stack_facts
def one_layer(state, layer):
    (size, field, jump), (kernel, stride, padding, dilation) = state, layer
    reach = (kernel - 1) * dilation
    return (size + 2 * padding - reach - 1) // stride + 1, field + reach * jump, jump * stride


def stack_facts(size, layers):
    return functools.reduce(one_layer, layers, (size, 1, 1))

# %% transposed
def transposed(x: Tensor, weight: Tensor, stride: int) -> Tensor:
    """Return the transposed convolution of a batch."""
    height, width = x.shape[2:]
    k = weight.shape[2]
    out = x.new_zeros(len(x), weight.shape[1], (height - 1) * stride + k, (width - 1) * stride + k)
    for i in range(k):
        for j in range(k):
            rows = slice(i, i + (height - 1) * stride + 1, stride)
            columns = slice(j, j + (width - 1) * stride + 1, stride)
            out[:, :, rows, columns] += ein("bchw,co->bohw", x, weight[:, :, i, j])
    return out

# %% flip_and_crop
def flip_and_crop(images, coins, tops, lefts, size):
    rows = tops[:, None] + torch.arange(size)
    columns = lefts[:, None] + torch.arange(size)
    columns = torch.where(coins[:, None], images.shape[3] - 1 - columns, columns)
    number = torch.arange(len(images))[:, None, None]
    return images.permute(0, 2, 3, 1)[number, rows[:, :, None], columns[:, None]].permute(0, 3, 1, 2)

# %% normalise
def normalise(train_images, images):
    flat = train_images.transpose(0, 1).flatten(1)
    std, mean = torch.std_mean(flat, dim=1, unbiased=False)
    std[std == 0] = 1
    return images.sub(mean[:, None, None]).div(std[:, None, None])
