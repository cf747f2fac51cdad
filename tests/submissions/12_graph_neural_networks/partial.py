# Only the weights, the layer and the smoothness are answered.
#
# start from: blank
# expect: all 0
# expect: normalised_test 3
# expect: convolution_test 3
# expect: smoothness_test 2

# %% normalised
def normalised(edges: Tensor, num_nodes: int) -> tuple[Tensor, Tensor]:
    """Return each edge once, with one loop at each node, and the weights of a graph convolution."""
    others = edges[:, edges[0] != edges[1]]
    clean = torch.cat([others, torch.arange(num_nodes).expand(2, -1)], dim=1).unique(dim=1)
    degree = torch.bincount(clean[1], minlength=num_nodes).float()
    return clean, (degree[clean[0]] * degree[clean[1]]).rsqrt()

# %% convolution
class GraphConvolution(nn.Module):
    """A graph convolution with self-loops and symmetric weights."""

    def __init__(self, num_in: int, num_out: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(num_in, num_out))
        self.bias = nn.Parameter(torch.zeros(num_out))
        nn.init.xavier_uniform_(self.weight)

    def forward(self, features: Tensor, edges: Tensor) -> Tensor:
        """Return the new features of all nodes."""
        source, target = torch.cat([edges, torch.arange(len(features)).expand(2, -1)], dim=1)
        degree = torch.bincount(target, minlength=len(features)).float()
        weights = (degree[source] * degree[target]).rsqrt().unsqueeze(1)
        values = features @ self.weight
        return torch.zeros_like(values).index_add(0, target, weights * values[source]) + self.bias

# %% smoothness
def smoothness(features: Tensor, edges: Tensor) -> float:
    """Return how far connected nodes are apart, relative to any two nodes."""
    source, target = edges[:, edges[0] != edges[1]]
    if len(source) == 0:
        return 0.0
    along_edges = (features[source] - features[target]).square().sum(dim=1).mean()
    num_nodes = len(features)
    squares = (features.unsqueeze(0) - features.unsqueeze(1)).square().sum(dim=2)
    between_all = squares.sum() / (num_nodes * (num_nodes - 1))
    return (along_edges / between_all).item() if between_all > 0 else 0.0
