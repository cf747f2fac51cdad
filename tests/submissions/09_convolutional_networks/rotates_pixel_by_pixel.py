# Rotates with its own grid, and with align_corners.
#
# start from: _quick

# %% rotate
def rotate(images, degrees):
    n = images.shape[-1]
    line = torch.linspace(-1, 1, n)
    y, x = torch.meshgrid(line, line, indexing="ij")
    turned = []
    for image, angle in zip(images, degrees.tolist()):
        c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        grid = torch.stack([c * x - s * y, s * x + c * y], dim=-1)
        turned.append(F.grid_sample(image[None], grid[None], align_corners=True)[0])
    return torch.stack(turned)

# %% with_new_head
def with_new_head(model, num_classes):
    result = copy.deepcopy(model)
    for parameter in result.body.parameters():
        parameter.requires_grad = False
    result.head = nn.Linear(result.head.weight.shape[1], num_classes)
    return result
