# Adds no loops.
#
# start from: _quick
# expect: normalised_test 0

# %% normalised
def normalised(edges: Tensor, num_nodes: int) -> tuple[Tensor, Tensor]:
    """Return each edge once, with one loop at each node, and the weights of a graph convolution."""
    others = edges[:, edges[0] != edges[1]]
    clean = others.unique(dim=1)
    degree = torch.bincount(clean[1], minlength=num_nodes).float()
    return clean, (degree[clean[0]] * degree[clean[1]]).rsqrt()
