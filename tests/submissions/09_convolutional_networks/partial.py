# Has done the first two tasks, the stack and the changed images.
#
# start from: blank
# expect: all 0
# expect: convolve_test 3
# expect: separable_test 1
# expect: stack_facts_test 2
# expect: flip_and_crop_test 1
# expect: rotate_test 1
# expect: normalise_test 1

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
            total = total + torch.einsum("bgchw,goc->bgohw", seen, kernels[..., i, j]).flatten(1, 2)
    return total if bias is None else total + bias.view(-1, 1, 1)

# %% separable
def separable(num_in: int, num_out: int, kernel_size: int) -> nn.Module:
    """Return a depthwise convolution followed by a pointwise one."""
    depthwise = nn.Conv2d(num_in, num_in, kernel_size, padding=kernel_size // 2, groups=num_in, bias=False)
    return nn.Sequential(depthwise, nn.Conv2d(num_in, num_out, 1))

# %% stack_facts
def stack_facts(size: int, layers: list[tuple[int, int, int, int]]) -> tuple[int, int, int]:
    """Return the output size, the receptive field and the jump of a stack of layers."""
    field, jump = 1, 1
    for kernel, stride, padding, dilation in layers:
        size = (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1
        field += (kernel - 1) * dilation * jump
        jump *= stride
    return size, field, jump

# %% flip_and_crop
def flip_and_crop(images: Tensor, coins: Tensor, tops: Tensor, lefts: Tensor, size: int) -> Tensor:
    """Mirror some images, then crop each at its own place: shape (B, C, size, size)."""
    flipped = torch.where(coins.view(-1, 1, 1, 1), images.flip(3), images)
    places = zip(flipped, tops.tolist(), lefts.tolist(), strict=True)
    return torch.stack([image[:, top : top + size, left : left + size] for image, top, left in places])

# %% rotate
def rotate(images: Tensor, degrees: Tensor) -> Tensor:
    """Turn each image counterclockwise by its own angle."""
    angles = torch.deg2rad(degrees)
    cosine, sine, zero = angles.cos(), angles.sin(), torch.zeros_like(angles)
    matrices = torch.stack([cosine, -sine, zero, sine, cosine, zero], dim=1).view(-1, 2, 3)
    grid = F.affine_grid(matrices, list(images.shape), align_corners=False)
    return F.grid_sample(images, grid, align_corners=False)

# %% normalise
def normalise(train_images: Tensor, images: Tensor) -> Tensor:
    """Normalise the images, channel by channel, with mean and spread of the training images."""
    mean = train_images.mean(dim=(0, 2, 3), keepdim=True)
    spread = train_images.std(dim=(0, 2, 3), keepdim=True)
    return (images - mean) / torch.where(spread > 0, spread, 1.0)
