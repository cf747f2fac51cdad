# Scales in evaluation instead of in training, as the first paper did.
#
# expect: dropout_test 4/3
# says: what are they divided by, and in which mode?

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x * (1 - self.p)
        if self.p == 1:
            return torch.zeros_like(x)
        mask = (torch.rand(x.shape) > self.p).float()
        return x * mask
