# Looks at p when the module is called, not when it is built.
#
# start from: _quick
# expect: dropout_test 21/8

# %% dropout
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not 0 <= self.p < 1:
            raise ValueError("p must be at least 0 and below 1")
        if not self.training:
            return x
        return x * (torch.rand(x.shape) >= self.p) / (1 - self.p)
