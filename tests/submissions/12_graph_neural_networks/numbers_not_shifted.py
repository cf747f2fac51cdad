# Leaves the numbers of the nodes as they are.
#
# start from: _quick
# expect: batches_test 2.4

# %% batches
def batch_graphs(graphs: list[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor, Tensor]:
    """Return features, edges and graph numbers of several graphs as one graph."""
    sizes = torch.tensor([len(features) for features, _ in graphs])
    starts = sizes.cumsum(0) - sizes
    features = torch.cat([features for features, _ in graphs])
    edges = torch.cat([edges for (_, edges), start in zip(graphs, starts)], dim=1)
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
