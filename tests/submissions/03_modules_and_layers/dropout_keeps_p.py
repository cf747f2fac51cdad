# Keeps a share of p, and drops the rest.
#
# expect: dropout_test 5/3
# says: is p the share that is dropped

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
        mask = (torch.rand(x.shape) < self.p).float()
        return x * mask / (1 - self.p)
