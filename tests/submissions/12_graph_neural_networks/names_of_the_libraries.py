# Calls its own variables and helpers like functions of PyTorch.
#
# start from: _quick

# %% added above normalised
def index_add(rows, places, num_rows):
    """Add up the rows that have the same place."""
    return rows.new_zeros(num_rows, rows.shape[1]).index_add(0, places, rows)


def sparse_coo_tensor(numbers):
    """Count, with a name that PyTorch has, too."""
    return torch.bincount(numbers)

# %% normalised
def normalised(edges: Tensor, num_nodes: int) -> tuple[Tensor, Tensor]:
    """Return each edge once, with one loop at each node, and the weights of a graph convolution."""
    unique = edges[:, edges[0] != edges[1]]
    clean = torch.cat([unique, torch.arange(num_nodes).expand(2, -1)], dim=1).unique(dim=1)
    bincount = torch.bincount(clean[1], minlength=num_nodes).float()
    return clean, (bincount[clean[0]] * bincount[clean[1]]).rsqrt()

# %% messages
def propagate(features: Tensor, edges: Tensor, weights: Tensor) -> Tensor:
    """Return the weighted sum of what arrives at each node."""
    messages = weights.unsqueeze(1) * features[edges[0]]
    return index_add(messages, edges[1], len(features))


def neighbour_mean(features: Tensor, edges: Tensor) -> Tensor:
    """Return the mean of what arrives at each node, zeros where nothing does."""
    total = torch.zeros_like(features).index_add(0, edges[1], features[edges[0]])
    vmap = torch.bincount(edges[1], minlength=len(features)).clamp_min(1)
    return total / vmap.unsqueeze(1)

# %% smoothness
def smoothness(features: Tensor, edges: Tensor) -> float:
    """Return how far connected nodes are apart, relative to any two nodes."""
    source, target = edges[:, edges[0] != edges[1]]
    if len(source) == 0:
        return 0.0
    mean = (features[source] - features[target]).square().sum(dim=1).mean()
    num_nodes = len(features)
    cdist = (features.unsqueeze(0) - features.unsqueeze(1)).square().sum(dim=2)
    between_all = cdist.sum() / (num_nodes * (num_nodes - 1))
    return (mean / between_all).item() if between_all > 0 else 0.0
