# Builds its answers from partials, aliases and subclasses.
#
# start from: _quick

# %% added above normalised
import functools

import torch.nn.functional as functional

cat = torch.cat


class Layer(nn.Module):
    """Two parameters, by their shapes."""

    def __init__(self, **shapes):
        super().__init__()
        for name, shape in shapes.items():
            self.register_parameter(name, nn.Parameter(torch.zeros(shape)))

# %% messages
def _send(features, edges, weights):
    return torch.index_add(torch.zeros(features.shape), 0, edges[1], features[edges[0]] * weights[:, None])


propagate = functools.partial(_send)


def neighbour_mean(features, edges):
    sums = _send(features, edges, torch.ones(edges.shape[1]))
    counts = _send(torch.ones(len(features), 1), edges, torch.ones(edges.shape[1]))
    return sums / counts.clip(min=1)

# %% convolution
class GraphConvolution(Layer):
    def __init__(self, num_in, num_out):
        super().__init__(weight=(num_in, num_out), bias=(num_out,))
        nn.init.kaiming_uniform_(self.weight)

    def forward(self, features, edges):
        ones = torch.ones(edges.shape[1])
        root = torch.ones(len(features)).index_add(0, edges[1], ones).pow(-0.5)[:, None]
        scaled = root * (features @ self.weight)
        return root * scaled.index_add(0, edges[1], scaled[edges[0]]) + self.bias

# %% batches
def batch_graphs(graphs: list[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor, Tensor]:
    """Return features, edges and graph numbers of several graphs as one graph."""
    sizes = torch.tensor([len(features) for features, _ in graphs])
    starts = sizes.cumsum(0) - sizes
    features = cat([features for features, _ in graphs])
    edges = cat([edges + start for (_, edges), start in zip(graphs, starts)], dim=1)
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
