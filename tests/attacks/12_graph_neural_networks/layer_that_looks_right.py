# A layer with the right parameters, start and shapes, that looks at no edge.
#
# start from: blank
# expect: all 0

# %% convolution
class GraphConvolution(nn.Module):
    def __init__(self, num_in, num_out):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.randn(num_in, num_out)), nn.Parameter(torch.zeros(num_out))

    def forward(self, features, edges):
        return torch.zeros(len(features), len(self.bias)) + 0 * (features @ self.weight + self.bias)
