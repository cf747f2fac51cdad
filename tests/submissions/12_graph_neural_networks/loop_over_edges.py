# Loops over the edges.
#
# start from: _quick
# expect: messages_test 0

# %% messages
def propagate(features: Tensor, edges: Tensor, weights: Tensor) -> Tensor:
    """Return the weighted sum of what arrives at each node."""
    rows = list(torch.zeros_like(features))
    for source, target, weight in zip(*edges.tolist(), weights):
        rows[target] = rows[target] + weight * features[source]
    return torch.stack(rows)


def neighbour_mean(features: Tensor, edges: Tensor) -> Tensor:
    """Return the mean of what arrives at each node, zeros where nothing does."""
    total = torch.zeros_like(features).index_add(0, edges[1], features[edges[0]])
    counts = torch.bincount(edges[1], minlength=len(features)).clamp_min(1)
    return total / counts.unsqueeze(1)
