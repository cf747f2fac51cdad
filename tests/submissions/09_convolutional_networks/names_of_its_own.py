# Calls its own helpers and variables conv2d, max_pool2d and grad.
#
# start from: _quick

# %% added above convolve
def conv2d(image_batch, kernels, steps):
    """Add up one place of the kernel."""
    return torch.einsum("bgchw,goc->bgohw", image_batch, kernels).flatten(1, 2) * steps

# %% convolve
def convolve(
    x: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
    groups: int = 1,
) -> Tensor:
    """Return the two-dimensional convolution of a batch."""
    x = F.pad(x, (padding, padding, padding, padding))
    kernel_rows, kernel_columns = weight.shape[2:]
    rows = (x.shape[2] - dilation * (kernel_rows - 1) - 1) // stride + 1
    columns = (x.shape[3] - dilation * (kernel_columns - 1) - 1) // stride + 1
    x = x.unflatten(1, (groups, -1))
    kernels = weight.unflatten(0, (groups, -1))
    total = x.new_zeros(len(x), len(weight), rows, columns)
    for i in range(kernel_rows):
        for j in range(kernel_columns):
            top, left = i * dilation, j * dilation
            seen = x[..., top : top + stride * rows : stride, left : left + stride * columns : stride]
            total = total + conv2d(seen, kernels[..., i, j], 1)
    return total if bias is None else total + bias.view(-1, 1, 1)

# %% pooling
def max_pool(x: Tensor, k: int) -> tuple[Tensor, Tensor]:
    """Return the largest value of each block, and its place in the map."""
    height, width = x.shape[2:]
    numbers = torch.arange(height * width).view(height, width)
    blocks = x.unfold(2, k, k).unfold(3, k, k).flatten(4)
    places = numbers.unfold(0, k, k).unfold(1, k, k).flatten(2).expand(blocks.shape)
    max_pool2d, largest = blocks.max(dim=4)
    return max_pool2d, places.gather(4, largest.unsqueeze(4)).squeeze(4)


def unpool(values: Tensor, places: Tensor, height: int, width: int) -> Tensor:
    """Return maps that are zero but for the values at their places."""
    flat = values.new_zeros(*values.shape[:2], height * width)
    return flat.scatter(2, places.flatten(2), values.flatten(2)).unflatten(2, (height, width))

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
            grad = torch.einsum("bchw,co->bohw", x, weight[:, :, i, j])
            out[:, :, rows, columns] += grad
    return out

# %% normalise
def normalise(train_images: Tensor, images: Tensor) -> Tensor:
    """Normalise the images, channel by channel, with sum and spread of the training images."""
    sum = train_images.mean(dim=(0, 2, 3), keepdim=True)
    spread = train_images.std(dim=(0, 2, 3), keepdim=True)
    return (images - sum) / torch.where(spread > 0, spread, 1.0)
