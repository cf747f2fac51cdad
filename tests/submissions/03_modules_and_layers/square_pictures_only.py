# Counts the columns as it counts the rows.
#
# expect: convolution_test 0.5

# %% convolution
def our_conv2d(x, weight, bias=None, stride=(1, 1), padding=(0, 0)):
    top, left = padding
    x = nn.functional.pad(x, (left, left, top, top))
    rows, columns = weight.shape[2:]
    height, width = (x.shape[2] - rows) // stride[0] + 1, (x.shape[2] - columns) // stride[1] + 1
    out = torch.stack(
        [
            torch.stack(
                [
                    (
                        x[:, None, :, r * stride[0] : r * stride[0] + rows, c * stride[1] : c * stride[1] + columns]
                        * weight
                    ).sum(dim=(2, 3, 4))
                    for c in range(width)
                ],
                dim=-1,
            )
            for r in range(height)
        ],
        dim=2,
    )
    return out if bias is None else out + bias[:, None, None]
