# Takes the degrees for radians.
#
# start from: _quick
# expect: rotate_test 0

# %% rotate
def rotate(images: Tensor, degrees: Tensor) -> Tensor:
    """Turn each image counterclockwise by its own angle."""
    angles = degrees
    cosine, sine, zero = angles.cos(), angles.sin(), torch.zeros_like(angles)
    matrices = torch.stack([cosine, -sine, zero, sine, cosine, zero], dim=1).view(-1, 2, 3)
    grid = F.affine_grid(matrices, list(images.shape), align_corners=False)
    return F.grid_sample(images, grid, align_corners=False)
