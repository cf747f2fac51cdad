# Adds a loop where the list has one already.
#
# start from: _quick
# expect: normalised_test 2

# %% normalised
def normalised(edges: Tensor, num_nodes: int) -> tuple[Tensor, Tensor]:
    """Return each edge once, with one loop at each node, and the weights of a graph convolution."""
    others = edges.unique(dim=1)
    clean = torch.cat([others, torch.arange(num_nodes).expand(2, -1)], dim=1)
    degree = torch.bincount(clean[1], minlength=num_nodes).float()
    return clean, (degree[clean[0]] * degree[clean[1]]).rsqrt()
