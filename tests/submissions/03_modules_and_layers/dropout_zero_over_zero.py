# Divides by 1 - p for p = 1 too.
#
# expect: dropout_test 5/3
# says: not finite

# %% dropout
class OurDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        mask = (torch.rand(x.shape) > self.p).float()
        return x * mask / (1 - self.p)
