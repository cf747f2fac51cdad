# Counts the node itself among its neighbours.
#
# start from: _quick
# expect: messages_test 6/5

# %% messages
def propagate(features: Tensor, edges: Tensor, weights: Tensor) -> Tensor:
    """Return the weighted sum of what arrives at each node."""
    messages = weights.unsqueeze(1) * features[edges[0]]
    return torch.zeros_like(features).index_add(0, edges[1], messages)


def neighbour_mean(features: Tensor, edges: Tensor) -> Tensor:
    """Return the mean of what arrives at each node, zeros where nothing does."""
    total = torch.zeros_like(features).index_add(0, edges[1], features[edges[0]])
    counts = torch.bincount(edges[1], minlength=len(features)) + 1
    return total / counts.unsqueeze(1)
