# Counts the nodes by the edges.
#
# start from: _quick
# expect: convolution_test 0

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
        source, target = torch.cat([edges, edges.unique().expand(2, -1)], dim=1)
        degree = torch.bincount(target, minlength=len(features)).float()
        weights = (degree[source] * degree[target]).rsqrt().unsqueeze(1)
        values = features @ self.weight
        return torch.zeros_like(values).index_add(0, target, weights * values[source]) + self.bias
