# Sorts the edges by hand, and goes from pair to pair in the smoothness.
#
# start from: _quick

# %% normalised
def normalised(edges, num_nodes):
    found = {(a, b) for a, b in edges.T.tolist()} | {(i, i) for i in range(num_nodes)}
    clean = torch.tensor(sorted(found)).T
    degree = [sum(1 for _, b in found if b == i) for i in range(num_nodes)]
    return clean, torch.tensor([1 / math.sqrt(degree[a] * degree[b]) for a, b in clean.T.tolist()])

# %% batches
def batch_graphs(graphs):
    features, edges, member, start = [], [], [], 0
    for number, (own, links) in enumerate(graphs):
        features.append(own)
        edges.append(links + start)
        member += [number] * len(own)
        start += len(own)
    return torch.cat(features), torch.cat(edges, dim=1), torch.tensor(member)


def readout(features: Tensor, member: Tensor, num_graphs: int, how: str) -> Tensor:
    """Return the sum, mean or maximum of the nodes of each graph."""
    zeros = features.new_zeros(num_graphs, features.shape[1])
    if how == "max":
        places = member.unsqueeze(1).expand_as(features)
        return zeros.scatter_reduce(0, places, features, "amax", include_self=False)
    total = zeros.index_add(0, member, features)
    counts = torch.bincount(member, minlength=num_graphs).clamp_min(1)
    return total if how == "sum" else total / counts.unsqueeze(1)

# %% smoothness
def smoothness(features, edges):
    def apart(a, b):
        return float(((features[a] - features[b]) ** 2).sum())

    ends = [(a, b) for a, b in edges.T.tolist() if a != b]
    pairs = [apart(a, b) for a in range(len(features)) for b in range(a)]
    if not ends or not any(pairs):
        return 0.0
    return (sum(apart(a, b) for a, b in ends) / len(ends)) / (sum(pairs) / len(pairs))
