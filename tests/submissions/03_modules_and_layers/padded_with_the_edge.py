# Repeats the pictures' edges instead of adding zeros.
#
# expect: convolution_test 2

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    top, left = padding
    if top or left:
        x = nn.functional.pad(x, (left, left, top, top), mode="replicate")
    patches = x.unfold(2, weight.shape[2], stride[0]).unfold(3, weight.shape[3], stride[1])
    out = torch.einsum("bcrsij,ocij->bors", patches, weight)
    return out if bias is None else out + bias[:, None, None]
