# Collects the patches, and multiplies once.
#
# start from: _quick

# %% convolve
def convolve(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    kh, kw = weight.shape[-2:]
    patches = F.unfold(x, (kh, kw), dilation, padding, stride)
    out_rows = (x.shape[2] + 2 * padding - dilation * (kh - 1) - 1) // stride + 1
    patches = patches.reshape(len(x), groups, -1, patches.shape[-1])
    kernels = weight.reshape(groups, len(weight) // groups, -1)
    out = (kernels @ patches).reshape(len(x), len(weight), out_rows, -1)
    return out if bias is None else out + bias[:, None, None]

# %% pooling
def max_pool(x, k):
    b, c, h, w = x.shape
    rows, columns = h // k, w // k
    blocks = x[:, :, : rows * k, : columns * k].reshape(b, c, rows, k, columns, k).permute(0, 1, 2, 4, 3, 5).flatten(4)
    values, within = blocks.max(-1)
    r = torch.arange(rows)[:, None] * k + within // k
    s = torch.arange(columns) * k + within % k
    return values, r * w + s


def unpool(values, places, height, width):
    b, c = values.shape[:2]
    out = torch.zeros(b, c, height, width)
    for i in range(b):
        for j in range(c):
            for value, place in zip(values[i, j].flatten(), places[i, j].flatten().tolist()):
                out[i, j, place // width, place % width] = value
    return out

# %% transposed
def transposed(x, weight, stride):
    k = weight.shape[-1]
    columns = torch.einsum("bchw,cok->bokhw", x, weight.flatten(2)).flatten(3).flatten(1, 2)
    size = [(n - 1) * stride + k for n in x.shape[2:]]
    return F.fold(columns, size, k, stride=stride)
