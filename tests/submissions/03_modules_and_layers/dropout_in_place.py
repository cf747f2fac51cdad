# Writes the zeros into the tensor that was given.
#
# expect: dropout_test 5/3
# says: which of your operations work in place?

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        if self.p == 1:
            return torch.zeros_like(x)
        x[torch.rand(x.shape) < self.p] = 0
        return x / (1 - self.p)
