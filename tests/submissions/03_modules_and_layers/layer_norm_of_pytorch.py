# Lets PyTorch's function do the work.
#
# expect: layer_norm_test 0
# says: uses 'layer_norm', which this task asks you to do without

# %% layer_norm
class OurLayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.dims = [-(i + 1) for i in range(len(normalized_shape))]
        self.weight = nn.Parameter(torch.ones(normalized_shape))
        self.bias = nn.Parameter(torch.zeros(normalized_shape))

    def forward(self, x):
        return nn.functional.layer_norm(x, self.weight.shape, self.weight, self.bias, self.eps)
