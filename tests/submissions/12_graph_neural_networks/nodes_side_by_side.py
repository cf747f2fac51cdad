# Takes it that the nodes of a graph stand side by side.
#
# start from: _quick
# expect: batches_test 1.2

# %% batches
def batch_graphs(graphs: list[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor, Tensor]:
    """Return features, edges and graph numbers of several graphs as one graph."""
    sizes = torch.tensor([len(features) for features, _ in graphs])
    starts = sizes.cumsum(0) - sizes
    features = torch.cat([features for features, _ in graphs])
    edges = torch.cat([edges + start for (_, edges), start in zip(graphs, starts)], dim=1)
    return features, edges, torch.arange(len(graphs)).repeat_interleave(sizes)


def readout(features: Tensor, member: Tensor, num_graphs: int, how: str) -> Tensor:
    """Return the sum, mean or maximum of the nodes of each graph."""
    counts = torch.bincount(member, minlength=num_graphs)
    result = torch.segment_reduce(features, how, lengths=counts, axis=0)
    return torch.where(counts.unsqueeze(1) > 0, result, 0.0)
