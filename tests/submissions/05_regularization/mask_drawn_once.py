# Draws the mask in the first call and keeps it for all others.
#
# start from: _quick
# expect: dropout_test 21/8
# says: at key 'other numbers in each call'

# %% dropout
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p must lie in [0, 1)")
        self.p = p
        self.mask = None

    def forward(self, x):
        if not self.training:
            return x
        if self.mask is None:
            self.mask = torch.rand_like(x) >= self.p
        return x * self.mask / (1 - self.p)
