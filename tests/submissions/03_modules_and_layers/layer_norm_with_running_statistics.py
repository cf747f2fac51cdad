# Keeps running statistics, as batch norm does, and uses them in evaluation mode.
#
# expect: layer_norm_test 12/7

# %% layer_norm
class OurLayerNorm(nn.Module):
    def __init__(self, normalized_shape, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(normalized_shape))
        self.bias = nn.Parameter(torch.zeros(normalized_shape))
        self.register_buffer("running_mean", torch.zeros(()), persistent=False)
        self.register_buffer("running_var", torch.ones(()), persistent=False)

    def forward(self, x):
        axes = tuple(range(-self.weight.dim(), 0))
        mean, var = x.mean(dim=axes, keepdim=True), x.var(dim=axes, correction=0, keepdim=True)
        if self.training:
            self.running_mean.lerp_(mean.detach().mean(), 0.1)
            self.running_var.lerp_(var.detach().mean(), 0.1)
        else:
            mean, var = self.running_mean, self.running_var
        return self.weight * (x - mean) / (var + self.eps).sqrt() + self.bias
