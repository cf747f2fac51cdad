# Lets the weight of layer norm start at random numbers.
#
# expect: layer_norm_test 12/7

# %% layer_norm
class OurLayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.rand(normalized_shape))
        self.bias = nn.Parameter(torch.zeros(normalized_shape))

    def forward(self, x):
        axes = tuple(range(-self.weight.dim(), 0))
        mean = x.mean(dim=axes, keepdim=True)
        var = x.var(dim=axes, correction=0, keepdim=True)
        return self.weight * (x - mean) / (var + self.eps).sqrt() + self.bias
