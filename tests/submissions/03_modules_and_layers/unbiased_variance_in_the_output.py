# Normalises by the unbiased variance, PyTorch's default for var.
#
# expect: batch_norm_test 0
# says: which variance divides by the number of samples?

# %% batch_norm
class OurBatchNorm1d(nn.Module):
    def __init__(self, num_features, momentum=0.1, eps=1e-5):
        super().__init__()
        self.momentum = momentum
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x):
        if self.training:
            if x.shape[0] == 1:
                raise ValueError("one sample has no variance")
            mean = x.mean(dim=0)
            var = x.var(dim=0)
            with torch.no_grad():
                self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
                self.running_var = (1 - self.momentum) * self.running_var + self.momentum * x.var(dim=0)
        else:
            mean = self.running_mean
            var = self.running_var
        normalised = (x - mean) / torch.sqrt(var + self.eps)
        return self.weight * normalised + self.bias
