# Holds a linear layer with other names.
#
# start from: _quick
# expect: convolution_test 0

# %% convolution
class GraphConvolution(nn.Module):
    def __init__(self, num_in, num_out):
        super().__init__()
        self.linear = nn.Linear(num_in, num_out)

    def forward(self, features: Tensor, edges: Tensor) -> Tensor:
        """Return the new features of all nodes."""
        source, target = torch.cat([edges, torch.arange(len(features)).expand(2, -1)], dim=1)
        degree = torch.bincount(target, minlength=len(features)).float()
        weights = (degree[source] * degree[target]).rsqrt().unsqueeze(1)
        values = F.linear(features, self.linear.weight)
        return torch.zeros_like(values).index_add(0, target, weights * values[source]) + self.linear.bias
