# Draws the mask at the first call and keeps it.
#
# expect: dropout_test 5/3
# says: 'anew at each call'

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p
        self.mask = None

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        if self.p == 1:
            return torch.zeros_like(x)
        if self.mask is None:
            self.mask = (torch.rand(x.shape) > self.p).float()
        return x * self.mask / (1 - self.p)
