# Loops over the graphs.
#
# start from: _quick
# expect: batches_test 0

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
    rows = []
    for number in range(num_graphs):
        own = features[member == number]
        if len(own) == 0:
            rows.append(features.new_zeros(features.shape[1]))
        else:
            rows.append({"sum": own.sum(0), "mean": own.mean(0), "max": own.amax(0)}[how])
    return torch.stack(rows)
