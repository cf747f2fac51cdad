# Prints, warns and draws progress bars on the way; all answers are right.
#
# start from: _quick

# %% normalised
def normalised(edges: Tensor, num_nodes: int) -> tuple[Tensor, Tensor]:
    """Return each edge once, with one loop at each node, and the weights of a graph convolution."""
    import warnings

    warnings.warn("a messy list", UserWarning, stacklevel=1)
    print(edges)
    others = edges[:, edges[0] != edges[1]]
    clean = torch.cat([others, torch.arange(num_nodes).expand(2, -1)], dim=1).unique(dim=1)
    degree = torch.bincount(clean[1], minlength=num_nodes).float()
    return clean, (degree[clean[0]] * degree[clean[1]]).rsqrt()

# %% batches
def batch_graphs(graphs: list[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor, Tensor]:
    """Return features, edges and graph numbers of several graphs as one graph."""
    import sys

    from tqdm import tqdm

    list(tqdm(range(3)))
    sys.stderr.write("a batch\n")
    sizes = torch.tensor([len(features) for features, _ in graphs])
    starts = sizes.cumsum(0) - sizes
    features = torch.cat([features for features, _ in graphs])
    edges = torch.cat([edges + start for (_, edges), start in zip(graphs, starts)], dim=1)
    return features, edges, torch.arange(len(graphs)).repeat_interleave(sizes)


def readout(features: Tensor, member: Tensor, num_graphs: int, how: str) -> Tensor:
    """Return the sum, mean or maximum of the nodes of each graph."""
    zeros = features.new_zeros(num_graphs, features.shape[1])
    if how == "max":
        places = member.unsqueeze(1).expand_as(features)
        return zeros.scatter_reduce(0, places, features, "amax", include_self=False)
    total = zeros.index_add(0, member, features)
    counts = torch.bincount(member, minlength=num_graphs).clamp_min(1)
    return total if how == "sum" else total / counts.unsqueeze(1)
