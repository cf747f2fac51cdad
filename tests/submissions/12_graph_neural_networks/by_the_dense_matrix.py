# Works with dense matrices where the task allows it.
#
# start from: _quick

# %% normalised
def normalised(edges, num_nodes):
    matrix = torch.eye(num_nodes)
    matrix[edges[1], edges[0]] = 1
    root = matrix.sum(dim=1).rsqrt()
    matrix = root[:, None] * matrix * root
    target, source = matrix.nonzero(as_tuple=True)
    return torch.stack([source, target]), matrix[target, source]

# %% convolution
class GraphConvolution(nn.Module):
    def __init__(self, num_in, num_out):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_in, num_out) / num_in**0.5)
        self.bias = nn.Parameter(torch.zeros(num_out))

    def forward(self, features, edges):
        matrix = torch.eye(len(features))
        matrix[edges[1], edges[0]] = 1
        root = matrix.sum(dim=1).rsqrt()
        return (root[:, None] * matrix * root) @ features @ self.weight + self.bias

# %% renumbering
def renumber(features, edges, order):
    new_number = torch.empty_like(order)
    new_number[order] = torch.arange(len(order))
    return features.index_select(0, order), new_number[edges]


def numbering_gap(layer, features, edges, order):
    with torch.no_grad():
        gap = layer(*renumber(features, edges, order)) - layer(features, edges)[order]
    return float(torch.linalg.vector_norm(gap, ord=math.inf))
