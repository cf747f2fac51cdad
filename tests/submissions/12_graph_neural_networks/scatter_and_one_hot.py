# Scatters, multiplies with one-hot rows, and finds distances by cdist.
#
# start from: _quick

# %% normalised
def normalised(edges, num_nodes):
    codes = torch.cat([edges[0] * num_nodes + edges[1], torch.arange(num_nodes) * (num_nodes + 1)])
    codes = torch.unique(codes)
    clean = torch.stack([codes // num_nodes, codes % num_nodes])
    d = torch.zeros(num_nodes).scatter_add_(0, clean[1], torch.ones(len(codes)))
    return clean, 1 / torch.sqrt(d[clean[0]]) / torch.sqrt(d[clean[1]])

# %% messages
def propagate(features, edges, weights):
    messages = torch.einsum("e,ef->ef", weights, features[edges[0]])
    places = edges[1][:, None].expand(-1, features.shape[1])
    return torch.zeros_like(features).scatter_add_(0, places, messages)


def neighbour_mean(features, edges):
    places = edges[1][:, None].expand(-1, features.shape[1])
    return torch.zeros_like(features).scatter_reduce(0, places, features[edges[0]], "mean", include_self=False)

# %% batches
def batch_graphs(graphs: list[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor, Tensor]:
    """Return features, edges and graph numbers of several graphs as one graph."""
    sizes = torch.tensor([len(features) for features, _ in graphs])
    starts = sizes.cumsum(0) - sizes
    features = torch.cat([features for features, _ in graphs])
    edges = torch.cat([edges + start for (_, edges), start in zip(graphs, starts)], dim=1)
    return features, edges, torch.arange(len(graphs)).repeat_interleave(sizes)


def readout(features, member, num_graphs, how):
    rows = F.one_hot(member, num_graphs).T.to(features.dtype)
    sizes = rows.sum(dim=1, keepdim=True)
    if how == "max":
        hidden = torch.where(rows.bool()[:, :, None], features[None], torch.tensor(-torch.inf))
        return torch.where(sizes > 0, hidden.amax(dim=1), 0.0)
    return rows @ features / (sizes.clamp(min=1) if how == "mean" else 1)

# %% smoothness
def smoothness(features, edges):
    kept = edges[0] != edges[1]
    squares = torch.cdist(features.double(), features.double()).square()
    n = len(features)
    if not kept.any() or squares.max() == 0:
        return 0.0
    return float(squares[edges[0, kept], edges[1, kept]].mean() / (squares.sum() / n / (n - 1)))
