# Multiplies with a sparse matrix.
#
# start from: _quick
# expect: messages_test 0

# %% messages
def propagate(features: Tensor, edges: Tensor, weights: Tensor) -> Tensor:
    """Return the weighted sum of what arrives at each node."""
    size = (len(features), len(features))
    return torch.sparse_coo_tensor(edges.flip(0), weights, size) @ features


def neighbour_mean(features: Tensor, edges: Tensor) -> Tensor:
    """Return the mean of what arrives at each node, zeros where nothing does."""
    total = torch.zeros_like(features).index_add(0, edges[1], features[edges[0]])
    counts = torch.bincount(edges[1], minlength=len(features)).clamp_min(1)
    return total / counts.unsqueeze(1)
