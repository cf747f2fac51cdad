# Scales in training, and in evaluation again.
#
# expect: dropout_test 5/3
# says: where did the scaling happen already?

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
        return x * mask / (1 - self.p)
