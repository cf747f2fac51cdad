# Computes every output by itself, in loops.
#
# start from: _quick

# %% convolve
def convolve(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    x = torch.nn.ZeroPad2d(padding)(x)
    num_out, part, kh, kw = weight.shape
    rows = (x.shape[2] - dilation * (kh - 1) - 1) // stride + 1
    columns = (x.shape[3] - dilation * (kw - 1) - 1) // stride + 1
    out = torch.empty(len(x), num_out, rows, columns)
    for o in range(num_out):
        first = o // (num_out // groups) * part
        for r in range(rows):
            for s in range(columns):
                top, left = r * stride, s * stride
                seen = x[:, first : first + part, top : top + dilation * kh : dilation, left : left + dilation * kw : dilation]
                out[:, o, r, s] = (seen[:, :, :kh, :kw] * weight[o]).sum((1, 2, 3))
    if bias is not None:
        out += bias.reshape(1, -1, 1, 1)
    return out

# %% transposed
def transposed(x, weight, stride):
    b, c, h, w = x.shape
    k = weight.shape[-1]
    out = torch.zeros(b, weight.shape[1], (h - 1) * stride + k, (w - 1) * stride + k)
    for r in range(h):
        for s in range(w):
            stamp = torch.tensordot(x[:, :, r, s], weight, dims=1)
            out[:, :, r * stride : r * stride + k, s * stride : s * stride + k] += stamp
    return out

# %% stochastic
def stochastic_pool(x, k, training):
    b, c, h, w = x.shape
    blocks = x.reshape(b, c, h // k, k, w // k, k).transpose(3, 4).reshape(b, c, h // k, w // k, k * k)
    total = blocks.sum(-1)
    if not training:
        return torch.nan_to_num(blocks.square().sum(-1) / total)
    limit = torch.rand(total.shape) * total
    index = (blocks.cumsum(-1) <= limit[..., None]).sum(-1).clamp(max=k * k - 1)
    return blocks.gather(-1, index[..., None])[..., 0] * (total > 0)
